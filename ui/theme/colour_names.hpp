// SPDX-License-Identifier: GPL-2.0-or-later
// The names of the colours in theme files and in the style sheet.
#pragma once
#include "ui/theme/theme.hpp"

namespace vectorscope {

struct ColourName {
  const char* name;
  QColor Theme::*colour;
};

inline constexpr ColourName kColourNames[] = {
    {"background", &Theme::background},
    {"panel", &Theme::panel},
    {"card", &Theme::card},
    {"selected", &Theme::selected},
    {"hover", &Theme::hover},
    {"border", &Theme::border},
    {"grid", &Theme::grid},
    {"text", &Theme::text},
    {"text2", &Theme::text2},
    {"text3", &Theme::text3},
    {"accent", &Theme::accent},
    {"on_accent", &Theme::on_accent},
    {"changed", &Theme::changed},
    {"danger", &Theme::danger},
    {"danger_bg", &Theme::danger_bg},
    {"comment", &Theme::comment},
    {"running_card", &Theme::running_card},
    {"running_lane", &Theme::running_lane},
    {"handler", &Theme::handler},
    {"busy", &Theme::busy},
    {"spinning", &Theme::spinning},
    {"masked", &Theme::masked},
    {"halted", &Theme::halted},
    {"frozen", &Theme::frozen},
    {"dead", &Theme::dead},
    {"dead_bg", &Theme::dead_bg},
    {"not_started", &Theme::not_started},
    {"ipi", &Theme::ipi},
    {"swap", &Theme::swap},
    {"holds_lock", &Theme::holds_lock},
    {"irq", &Theme::irq},
    {"key", &Theme::key},
    {"cursor", &Theme::cursor},
    {"ahead", &Theme::ahead},
    {"range", &Theme::range},
};

}  // namespace vectorscope
