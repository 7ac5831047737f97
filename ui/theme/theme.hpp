// SPDX-License-Identifier: GPL-2.0-or-later
// The colours, fonts and style sheet of the window and of every exported
// picture. No other file of ui/ names a colour.
#pragma once
#include <array>

#include <QColor>
#include <QFont>
#include <QString>

#include "emu/base/result.hpp"
#include "emu/trace/timeline.hpp"

class QApplication;

namespace vectorscope {

struct Theme {
  QString name;
  QColor background, panel, card, selected, hover, border, grid, text, text2, text3;
  QColor accent, on_accent, changed, danger, danger_bg, comment;
  QColor running_card, running_lane, handler, busy, spinning, masked, halted, frozen, dead, dead_bg,
      not_started;
  QColor ipi, swap, holds_lock, irq, key, cursor, ahead, range;
  std::array<QColor, 5> heat;
  std::array<QColor, 16> console;

  /// The fill of a lane in this state.
  [[nodiscard]] QColor lane(LaneState state) const;
  /// The colour of a core's card and badge: brighter than its lane.
  [[nodiscard]] QColor card_state(LaneState state) const;
  /// Text that can be read on this fill.
  [[nodiscard]] QColor ink_on(const QColor& fill) const;
  /// Between the colours of `heat`; `share` from 0 (never called) to 1.
  [[nodiscard]] QColor heat_at(double share) const;
};

/// "dark", "light" or "print". `parse_theme` says which colour is missing.
Result<Theme> load_theme(const QString& name);
Result<Theme> parse_theme(const QString& name, const QByteArray& toml);

/// The theme in use; dark until `use_theme` says otherwise.
const Theme& theme();
void use_theme(const Theme& chosen);

/// The style sheet of the whole application; `scale` multiplies every size.
QString style_sheet(const Theme& theme, double scale = 1.0);

/// The bundled fonts. Sizes are pixels, so that pictures are the same everywhere.
QFont sans_font(int pixels = 13, bool bold = false);
QFont mono_font(int pixels = 12, bool bold = false);

/// Theme, fonts and style sheet for the application.
void dress(QApplication& application, const Theme& chosen, double scale = 1.0);

}  // namespace vectorscope
