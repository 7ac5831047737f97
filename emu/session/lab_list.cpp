// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/session/lab_list.hpp"

#include <algorithm>
#include <numeric>

#include "emu/lab/lab_file.hpp"
#include "emu/lab/playlist.hpp"

namespace vectorscope {
namespace {

Result<LabEntry> entry_of(const std::string& name, unsigned minutes) {
  return load_lab(name).map([&](const Lab& lab) {
    LabEntry entry{lab.name, lab.title, lab.claim, {}, minutes, lab.notes};
    for (const auto& variant : lab.variants) entry.variants.push_back(variant.name);
    return entry;
  });
}

}  // namespace

unsigned LabList::minutes() const {
  return std::accumulate(labs.begin(), labs.end(), 0u,
                         [](unsigned sum, const LabEntry& lab) { return sum + lab.minutes; });
}

Result<LabList> list_labs() {
  const auto playlist = bundled_playlist();
  if (!playlist) return tl::unexpected(playlist.error());
  LabList list{playlist->title, {}};
  const auto add = [&list](const std::string& name, unsigned minutes) -> Result<void> {
    auto entry = entry_of(name, minutes);
    if (!entry) return tl::unexpected(entry.error());
    list.labs.push_back(std::move(*entry));
    return {};
  };
  for (const auto& item : playlist->items)
    if (auto added = add(item.lab, item.minutes); !added) return tl::unexpected(added.error());
  for (const auto& bundled : bundled_labs()) {
    const bool there = std::any_of(playlist->items.begin(), playlist->items.end(),
                                   [&](const auto& item) { return item.lab == bundled.name; });
    if (there) continue;
    if (auto added = add(std::string(bundled.name), 0); !added)
      return tl::unexpected(added.error());
  }
  return list;
}

}  // namespace vectorscope
