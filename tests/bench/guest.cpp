// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/bench/guest.hpp"

#include <algorithm>
#include <cstring>
#include <string>
#include <string_view>

#include "emu/base/file.hpp"

namespace vectorscope::bench {

namespace {

constexpr std::string_view kMark = "VSBENCH!";
constexpr std::size_t kFloppySize = 1'474'560;
constexpr std::uint64_t kImageLimit = 65536;

Result<std::vector<std::uint8_t>> filled_in(const Work& work, const char* kind) {
  const std::string path = std::string(GUEST_LOOPS "/") + name(work.loop) + kind;
  auto image = read_file(path, kImageLimit);
  if (!image) return image;
  const auto mark = std::search(image->begin(), image->end(), kMark.begin(), kMark.end());
  const std::uint32_t numbers[] = {work.iterations, work.cores};
  if (image->end() - mark < static_cast<std::ptrdiff_t>(kMark.size() + sizeof numbers)) {
    return fail(path + ": the mark is missing");
  }
  std::memcpy(&*mark + kMark.size(), numbers, sizeof numbers);
  return image;
}

}  // namespace

const char* name(Loop loop) {
  switch (loop) {
    case Loop::Alu: return "alu";
    case Loop::Memory: return "memory";
    case Loop::Branchy: return "branchy";
  }
  return "";
}

Result<std::vector<std::uint8_t>> multiboot_image(const Work& work) {
  return filled_in(work, ".elf");
}

Result<std::vector<std::uint8_t>> boot_floppy(const Work& work) {
  auto sector = filled_in(work, ".sector");
  if (sector) sector->resize(kFloppySize);
  return sector;
}

}  // namespace vectorscope::bench
