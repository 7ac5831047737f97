// SPDX-License-Identifier: GPL-2.0-or-later
#include "tests/fuzz/random_guest.hpp"

#include <utility>
#include <vector>

#include "tests/emu/machine/code.hpp"
#include "tests/fuzz/guest_layout.hpp"
#include "tests/fuzz/random_program.hpp"

namespace vectorscope::fuzz {
namespace {

using vectorscope::testing::Code;

void put(Image& image, PhysicalAddress at, std::vector<std::uint8_t> bytes, bool code = false) {
  const auto size = static_cast<std::uint32_t>(bytes.size());
  image.segments.push_back({at, std::move(bytes), size, code});
}

std::vector<std::uint8_t> descriptors() {
  Code gdt;
  const auto tss = [&](std::uint32_t at) {
    gdt.dword((at & 0xFFFF) << 16 | 0x67).dword(at >> 16 | 0x8900);
  };
  gdt.dword(0).dword(0);
  gdt.dword(0xFFFF).dword(0x00CF9A00).dword(0xFFFF).dword(0x00CF9200);  // 08, 10: ring 0
  gdt.dword(0xFFFF).dword(0x00CFFA00).dword(0xFFFF).dword(0x00CFF200);  // 18, 20: ring 3
  tss(kTss), tss(kTss + 0x100), tss(kTss + 0x200), tss(kTss + 0x300);   // 28 to 40
  gdt.dword(0xFFFF).dword(0x00009A10).dword(0xFFFF).dword(0x00009210);  // 48, 50: 16 bit, at 1 MB
  gdt.dword(0x20).dword(0x00E00 | (kBody & 0xFFFF) << 16);              // 58: damaged
  return gdt.bytes();
}

std::vector<std::uint8_t> task_states() {
  Code tss;
  for (std::uint32_t number = 0; number < 4; ++number) {
    tss.pad_to(number * 0x100);
    tss.dword(0).dword(0x98000 - number * 0x1000).dword(0x10);
    tss.pad_to(number * 0x100 + 0x1C);
    tss.dword(kDirectory).dword(kBody + 0x40 * number).dword(number % 2 ? 0x202 : 2);
    tss.pad_to(number * 0x100 + 0x38);
    tss.dword(0x94000).dword(0).dword(0).dword(0);
    for (int segment = 0; segment < 6; ++segment) tss.dword(segment == 1 ? 0x08 : 0x10);
    tss.dword(0).dword(0x00680000);
  }
  return tss.bytes();
}

/// Faults step over a byte of the program, so that it goes on.
std::vector<std::uint8_t> handlers() {
  Code code;
  code({0xFF, 0x04, 0x24, 0xCF});  // INC DWORD [ESP]; IRET
  code.pad_to(0x10);
  code({0x83, 0xC4, 0x04, 0xFF, 0x04, 0x24, 0xCF});  // with an error code
  code.pad_to(0x20);
  code({0x50, 0xB0, 0x20, 0xE6, 0x20, 0x58, 0xCF});  // an IRQ: EOI
  code.pad_to(0x30);
  code({0xC7, 0x05}).dword(0xFEE000B0).dword(0)({0xCF});  // LAPIC: EOI
  return code.bytes();
}

std::vector<std::uint8_t> gates(Input& input) {
  Code idt;
  const auto odd = input.byte();
  for (std::uint32_t vector = 0; vector < 256; ++vector) {
    const bool error = vector == 8 || (vector >= 10 && vector <= 14) || vector == 17;
    std::uint32_t at = kHandlers, type = 0xEE;
    if (error)
      at += 0x10;
    else if (vector >= 32 && vector < 48)
      at += 0x20;
    else if (vector >= 0xF0)
      at += 0x30;
    if (vector == odd) type = input.byte(), at += input.byte();
    idt.dword(0x080000 | (at & 0xFFFF)).dword((at & 0xFFFF0000) | type << 8);
  }
  return idt.bytes();
}

/// Accessed and dirty from the start: the engine translates ahead, and would
/// set the bits of a page whose code it never executes.
std::vector<std::uint8_t> directory() {
  Code pages;
  for (std::uint32_t entry = 0; entry < 1024; ++entry) {
    if (entry == 0 || entry == 4)
      pages.dword(kTable | 0x67);  // the first 4 MB, twice
    else if (entry < 4 || entry == kDevices >> 22)
      pages.dword(entry << 22 | 0xE7);
    else
      pages.dword(0);
  }
  for (std::uint32_t page = 0; page < 1024; ++page)
    pages.dword(page << 12 | (page == 0x108 ? 0 : 0x67));
  return pages.bytes();
}

void set_up_timer(Code& code, int period) {
  const auto out = [&](int port, int value) { code({0xB0, value, 0xE6, port}); };
  out(0x20, 0x11), out(0x21, 0x20), out(0x21, 4), out(0x21, 1), out(0x21, 0);
  out(0xA0, 0x11), out(0xA1, 0x28), out(0xA1, 2), out(0xA1, 1), out(0xA1, 0);
  out(0x43, 0x34), out(0x40, period), out(0x40, 0);
}

/// From 32-bit flat mode to the body.
void prelude(Code& code, const Start& start, bool first) {
  code({0x0F, 0x01, 0x15}).dword(kPointers)({0x0F, 0x01, 0x1D}).dword(kPointers + 8);
  code({0xB8}).dword(0x10)({0x8E, 0xD8, 0x8E, 0xC0, 0x8E, 0xD0, 0x8E, 0xE0, 0x8E, 0xE8});
  code({0x8B, 0x1D}).dword(kLapicId)({0xC1, 0xEB, 0x0C});              // MOV EBX, [ID]; SHR EBX, 12
  code({0x8D, 0xA3}).dword(start.large_stack ? 0x00FF0000 : 0x90000);  // LEA ESP, [EBX+...]
  if (first) code({0x66, 0xB8, 0x28, 0x00, 0x0F, 0x00, 0xD8});         // LTR
  if (start.paging) {
    code({0xB8}).dword(0x10)({0x0F, 0x22, 0xE0, 0xB8}).dword(kDirectory)({0x0F, 0x22, 0xD8});
    code({0x0F, 0x20, 0xC0, 0x0D}).dword(0x80010000)({0x0F, 0x22, 0xC0});
  }
  if (first && start.timer) set_up_timer(code, start.large_stack ? 2 : 60);
  if (first && start.others)
    for (std::uint32_t command : {0x000C4500u, 0x000C4600u | kTrampoline >> 12})
      code({0xC7, 0x05}).dword(kLapicCommand).dword(command);
  code({0xBF}).dword(kBody + 8)({0xBE}).dword(kSlots)({0xB9}).dword(9)({0xBA}).dword(kBody);
  if (start.timer) code({0xFB});
  if (start.ring3 && first) {
    code({0x6A, 0x23, 0x68}).dword(0x91000)({0x68}).dword(0x3202)({0x6A, 0x1B, 0x68}).dword(kBody);
    code({0xCF});
  } else {
    code({0xB8}).dword(kBody)({0xFF, 0xE0});  // MOV EAX, body; JMP EAX
  }
}

std::vector<std::uint8_t> trampoline(const Start& start) {
  Code code;
  code({0x66, 0x2E, 0x0F, 0x01, 0x16, 0x40, 0x00});        // LGDT CS:[40]
  code({0x0F, 0x20, 0xC0, 0x0C, 0x01, 0x0F, 0x22, 0xC0});  // PE
  code({0x66, 0xEA}).dword(kTrampoline + 0x50)({0x08, 0x00});
  code.pad_to(0x40);
  code({0x5F, 0x00}).dword(kGdt);
  code.pad_to(0x50);
  prelude(code, start, false);
  return code.bytes();
}

}  // namespace

Image make_guest(Input& input, const Start& start) {
  Image image;
  image.name = "fuzz";
  image.entry = kEntry;
  Code first;
  prelude(first, start, true);
  put(image, kTrampoline, trampoline(start), true);
  put(image, kGdt, descriptors());
  Code pointers;
  pointers({0x5F, 0x00}).dword(kGdt)({0, 0, 0xFF, 0x07}).dword(kIdt);
  put(image, kPointers, pointers.bytes());
  put(image, kIdt, gates(input));
  put(image, kTss, task_states());
  put(image, kDirectory, directory());
  put(image, kEntry, first.bytes(), true);
  put(image, kHandlers, handlers(), true);
  put(image, kBody, random_program(input), true);
  return image;
}

}  // namespace vectorscope::fuzz
