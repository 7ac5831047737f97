// SPDX-License-Identifier: GPL-2.0-or-later
// What a lock told those who asked: a return from a busy handler, or -1 from a
// function that answers -1 for busy, is a busy answer.
#pragma once
#include <optional>
#include <vector>

#include "emu/trace/event.hpp"

namespace vectorscope {

inline constexpr std::uint32_t kAnswerBusy = 0xFFFF'FFFF;

/// A page number or address; negative answers and 0 are none.
inline bool is_page(std::uint32_t result) {
  return result != 0 && !(result & 0x8000'0000);
}

struct BusyAnswers {
  std::vector<LinearAddress> handlers;   ///< every return is a busy answer
  std::vector<LinearAddress> answering;  ///< a return of -1 is one

  [[nodiscard]] bool is_busy(const Event& event) const;
};

}  // namespace vectorscope
