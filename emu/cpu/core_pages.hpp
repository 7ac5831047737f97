// SPDX-License-Identifier: GPL-2.0-or-later
// The core from within: the short way into a page of code, for those who begin instructions
// and blocks.
#pragma once
#include "emu/cpu/core.hpp"

namespace vectorscope {

/// Most of the time it was executed before, and nothing has changed.
inline bool Core::enter_known_page(LinearAddress address) {
  const CodePage* page = pages_.seen_at(address);
  if (page == nullptr || paging_before_ || access_.concerns_all() || !pages_.holds(address, ram_))
    return false;
  page_.enter(address, page);
  return true;
}

}  // namespace vectorscope
