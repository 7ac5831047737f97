// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/lab/parallel.hpp"

#include <algorithm>
#include <atomic>
#include <thread>
#include <vector>

namespace vectorscope {

void for_each_in_parallel(unsigned count, const std::function<void(unsigned)>& work) {
  std::atomic<unsigned> next = 0;
  const auto take = [&] {
    for (unsigned i = next++; i < count; i = next++) work(i);
  };
  const unsigned threads = std::min(count, std::max(1U, std::thread::hardware_concurrency()));
  std::vector<std::jthread> others;
  for (unsigned i = 1; i < threads; ++i) others.emplace_back(take);
  take();
}

}  // namespace vectorscope
