// SPDX-License-Identifier: GPL-2.0-or-later
// Whatever the file, parse_image returns segments that fit, or one line.
#include <cstdlib>

#include "emu/load/image.hpp"
#include "emu/load/multiboot.hpp"
#include "tests/emu/load/elf_builder.hpp"
#include "tests/fuzz/seeds.hpp"

namespace {

using namespace vectorscope;

constexpr std::uint32_t kRam = 16u << 20;

void require(bool condition) {
  if (!condition) std::abort();
}

void check_segments(const Image& image) {
  std::uint64_t end = 0;
  for (const Segment& segment : image.segments) {
    require(segment.address >= end);
    require(segment.bytes.size() <= segment.size_in_memory);
    end = std::uint64_t{segment.address} + segment.size_in_memory;
  }
  require(end <= kRam);
}

std::vector<std::vector<std::uint8_t>> seeds() {
  using test::ElfBuilder;
  return {ElfBuilder()
              .segment(0x100000, test::multiboot_header(3))
              .segment(0x200000, {1, 2}, 0x1000, PF_R | PF_W)
              .symbol("start", 0x100000, 4, STT_FUNC)
              .symbol("data", 0x200000, 2, STT_OBJECT)
              .symbol("label", 0x100004, 0, STT_NOTYPE)
              .build(),
          ElfBuilder().segment(0x100000, {0xF4}).build(),
          test::multiboot_header(1u << 16, {0x100000, 0x100000, 0, 0x101000, 0x100020, 0xF4}),
          {'t', 'e', 'x', 't', '\n'}};
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  fuzz::give_seeds(argc, argv, seeds());
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto image = parse_image("fuzz", {data, data + size}, kRam);
  if (!image) {
    require(image.error().text.starts_with("fuzz: "));
    require(image.error().text.find('\n') == std::string::npos);
    return 0;
  }
  check_segments(*image);
  static std::vector<std::uint8_t> ram(kRam);
  const std::uint32_t info = place_multiboot_info(ram, *image, "lab=demo").value_or(0);
  for (const Segment& segment : image->segments)
    require(info == 0 || info + 116 <= segment.address ||
            info >= segment.address + segment.size_in_memory);
  for (const Symbol& symbol : image->symbols.all())
    require(!image->symbols.describe(symbol.address).empty());
  return 0;
}
