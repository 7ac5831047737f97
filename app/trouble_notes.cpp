// SPDX-License-Identifier: GPL-2.0-or-later
#include "app/trouble_notes.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "emu/machine/trouble_book.hpp"

namespace vectorscope {
namespace {

constexpr std::size_t kMostLines = 8;

std::string words_of(const Trouble& trouble) {
  const auto place = fmt::format("{} 0x{:0{}x}", trouble.port ? "port" : "address",
                                 trouble.address, trouble.port ? 4 : 8);
  const auto what = !trouble.text.empty()
                        ? fmt::format("{} ({})", trouble.text, place)
                        : fmt::format("{} {}, which nothing owns",
                                      trouble.write ? "writes" : "reads", place);
  const auto who = trouble.core == kNoCore ? "board" : fmt::format("core {}", trouble.core);
  if (trouble.count == 1) return fmt::format("{}: {}, at step {}", who, what, trouble.first);
  return fmt::format("{}: {}, {} times, first at step {}", who, what, trouble.count, trouble.first);
}

}  // namespace

std::string trouble_notes(const TroubleBook& troubles) {
  auto list = troubles.list();
  std::stable_sort(list.begin(), list.end(),
                   [](const auto& a, const auto& b) { return a.count > b.count; });
  std::string notes;
  for (std::size_t i = 0; i < std::min(list.size(), kMostLines); ++i)
    notes += words_of(list[i]) + '\n';
  std::uint64_t more = troubles.others();
  for (std::size_t i = kMostLines; i < list.size(); ++i) more += list[i].count;
  if (more != 0) notes += fmt::format("and {} more such accesses, of other kinds\n", more);
  return notes;
}

}  // namespace vectorscope
