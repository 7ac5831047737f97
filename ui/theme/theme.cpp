// SPDX-License-Identifier: GPL-2.0-or-later
#include "ui/theme/theme.hpp"

#include <algorithm>
#include <cmath>
#include <sstream>

#include <QFile>
#include <toml++/toml.h>

#include "ui/theme/colour_names.hpp"
#include "ui/theme/resources.hpp"

namespace vectorscope {
namespace {

QByteArray resource(const QString& path) {
  use_resources();
  QFile file(path);
  return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

template <class Node>
QColor colour_of(const Node& node) {
  const auto text = node.template value<std::string>();
  const QString name = text ? QString::fromStdString(*text) : QString();
  return name.startsWith('#') ? QColor(name) : QColor();
}

/// False when the list is missing, has another length or holds no colours.
template <std::size_t N>
bool read_list(const toml::table& table, const char* name, std::array<QColor, N>& colours) {
  const toml::array* list = table[name].as_array();
  if (!list || list->size() != N) return false;
  for (std::size_t i = 0; i < N; ++i) colours[i] = colour_of((*list)[i]);
  return std::all_of(colours.begin(), colours.end(), [](const QColor& c) { return c.isValid(); });
}

tl::unexpected<Error> bad(const QString& theme, const std::string& what) {
  return fail("theme " + theme.toStdString() + ": " + what);
}

Theme& current() {
  static Theme chosen = load_theme("dark").value();
  return chosen;
}

}  // namespace

Result<Theme> parse_theme(const QString& name, const QByteArray& text) try {
  const toml::table table = toml::parse(std::string_view(text.data(), std::size_t(text.size())));
  Theme theme;
  theme.name = name;
  for (const ColourName& entry : kColourNames) {
    theme.*entry.colour = colour_of(table[entry.name]);
    if (!(theme.*entry.colour).isValid())
      return bad(name, std::string("no colour \"") + entry.name + "\"; write it as \"#RRGGBB\"");
  }
  if (!read_list(table, "heat", theme.heat)) return bad(name, "\"heat\" wants 5 colours");
  if (!read_list(table, "console", theme.console)) return bad(name, "\"console\" wants 16 colours");
  return theme;
} catch (const toml::parse_error& error) {
  std::ostringstream where;
  where << error.description() << " at " << error.source().begin;
  return bad(name, where.str());
}

Result<Theme> load_theme(const QString& name) {
  const QByteArray text = resource(":/themes/" + name + ".toml");
  if (text.isEmpty()) return bad(name, "there is none; choose dark, light or print");
  return parse_theme(name, text);
}

const Theme& theme() { return current(); }
void use_theme(const Theme& chosen) { current() = chosen; }

QColor Theme::lane(LaneState state) const {
  switch (state) {
    case LaneState::NotStarted: return not_started;
    case LaneState::Running: return running_lane;
    case LaneState::Handler: return handler;
    case LaneState::Busy: return busy;
    case LaneState::Spinning: return spinning;
    case LaneState::Masked: return masked;
    case LaneState::Halted: return halted;
    case LaneState::Frozen: return frozen;
    case LaneState::Dead: return dead_bg;
  }
  return not_started;
}

QColor Theme::card_state(LaneState state) const {
  switch (state) {
    case LaneState::Running: return running_card;
    case LaneState::Dead: return dead;
    case LaneState::NotStarted:
    case LaneState::Halted: return text3;
    default: return lane(state);
  }
}

QColor Theme::ink_on(const QColor& fill) const {
  const auto far = [&fill](const QColor& c) { return std::abs(qGray(c.rgb()) - qGray(fill.rgb())); };
  return far(text) >= far(background) ? text : background;
}

QColor Theme::heat_at(double share) const {
  const double place = std::clamp(share, 0.0, 1.0) * double(heat.size() - 1);
  const auto below = std::min(std::size_t(place), heat.size() - 2);
  const double part = place - double(below);
  const QColor &from = heat[below], &to = heat[below + 1];
  const auto mix = [part](int a, int b) { return int(std::lround(a + (b - a) * part)); };
  return QColor(mix(from.red(), to.red()), mix(from.green(), to.green()),
                mix(from.blue(), to.blue()));
}

}  // namespace vectorscope
