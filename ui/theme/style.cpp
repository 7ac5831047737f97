// SPDX-License-Identifier: GPL-2.0-or-later
// Style sheet and fonts: what the theme's colours become.
#include <cmath>

#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QPalette>
#include <QRegularExpression>

#include "ui/theme/colour_names.hpp"
#include "ui/theme/resources.hpp"

namespace vectorscope {
namespace {

QString css(const QColor& colour) {
  return colour.alpha() == 255 ? colour.name()
                               : QString("rgba(%1, %2, %3, %4)")
                                     .arg(colour.red())
                                     .arg(colour.green())
                                     .arg(colour.blue())
                                     .arg(colour.alpha());
}

QString colour_named(const Theme& theme, const QString& name) {
  for (const ColourName& entry : kColourNames)
    if (name == entry.name) return css(theme.*entry.colour);
  return "magenta";  // a misspelt name must be seen
}

/// Every match of `pattern`, replaced by what `by` makes of its first group.
template <class By>
QString replaced(const QString& text, const char* pattern, By by) {
  QString result;
  qsizetype done = 0;
  auto matches = QRegularExpression(pattern).globalMatch(text);
  while (matches.hasNext()) {
    const auto match = matches.next();
    result += text.mid(done, match.capturedStart() - done) + by(match.captured(1));
    done = match.capturedEnd();
  }
  return result + text.mid(done);
}

void load_fonts() {
  static const bool done = [] {
    use_resources();
    for (const char* name : {"DejaVuSans", "DejaVuSans-Bold", "DejaVuSansMono", "DejaVuSansMono-Bold"})
      QFontDatabase::addApplicationFont(QString(":/fonts/%1.ttf").arg(name));
    return true;
  }();
  (void)done;
}

/// Grey smoothing and no hinting: the same glyphs whatever the desktop prefers.
QFont plain_font(const char* family, int pixels, bool bold) {
  load_fonts();
  QFont font(family);
  font.setPixelSize(pixels);
  font.setBold(bold);
  font.setHintingPreference(QFont::PreferNoHinting);
  font.setStyleStrategy(QFont::StyleStrategy(QFont::PreferAntialias | QFont::NoSubpixelAntialias));
  return font;
}

/// Widgets that paint themselves through the style still ask the palette.
QPalette palette_of(const Theme& theme) {
  QPalette palette;
  palette.setColor(QPalette::Window, theme.background);
  palette.setColor(QPalette::Base, theme.panel);
  palette.setColor(QPalette::AlternateBase, theme.card);
  palette.setColor(QPalette::Button, theme.card);
  palette.setColor(QPalette::WindowText, theme.text);
  palette.setColor(QPalette::Text, theme.text);
  palette.setColor(QPalette::ButtonText, theme.text);
  palette.setColor(QPalette::PlaceholderText, theme.text3);
  palette.setColor(QPalette::Highlight, theme.accent);
  palette.setColor(QPalette::HighlightedText, theme.on_accent);
  palette.setColor(QPalette::ToolTipBase, theme.card);
  palette.setColor(QPalette::ToolTipText, theme.text);
  palette.setColor(QPalette::Link, theme.accent);
  return palette;
}

}  // namespace

QString style_sheet(const Theme& theme, double scale) {
  use_resources();
  QFile file(":/themes/style.qss");
  if (!file.open(QIODevice::ReadOnly)) return {};
  const QString coloured = replaced(QString::fromUtf8(file.readAll()), "@([a-z0-9_]+)",
                                    [&](const QString& name) { return colour_named(theme, name); });
  return replaced(coloured, "\\b([0-9]+)px", [scale](const QString& size) {
    return QString("%1px").arg(std::max(1L, std::lround(size.toInt() * scale)));
  });
}

QFont sans_font(int pixels, bool bold) { return plain_font("DejaVu Sans", pixels, bold); }
QFont mono_font(int pixels, bool bold) { return plain_font("DejaVu Sans Mono", pixels, bold); }

void dress(QApplication& application, const Theme& chosen, double scale) {
  use_theme(chosen);
  QApplication::setFont(sans_font(int(std::lround(13 * scale))));
  QApplication::setPalette(palette_of(chosen));
  application.setStyleSheet(style_sheet(chosen, scale));
}

}  // namespace vectorscope
