// SPDX-License-Identifier: GPL-2.0-or-later
// Work that does not depend on its order, on all of the host's cores.
#pragma once
#include <functional>

namespace vectorscope {

/// Calls `work(i)` once for each i below `count`, on several threads at a time;
/// returns when all are done. `work` puts its result where nobody else writes.
/// Machines are independent of each other, but each belongs to the thread that
/// made it: it has to end there.
void for_each_in_parallel(unsigned count, const std::function<void(unsigned)>& work);

}  // namespace vectorscope
