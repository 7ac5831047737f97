// SPDX-License-Identifier: GPL-2.0-or-later
// The PC's character set, as it is drawn on a text screen.
#pragma once
#include <cstdint>

#include <QChar>

namespace vectorscope {

QChar cp437(std::uint8_t code);

}  // namespace vectorscope
