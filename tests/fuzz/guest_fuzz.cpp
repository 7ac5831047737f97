// SPDX-License-Identifier: GPL-2.0-or-later
// A guest of random instructions, begun with a valid GDT, IDT and TSS (and
// perhaps paging, ring 3, a timer, other cores), under random decisions. It may
// do anything; the machine lives, uses exactly the steps it is given, and comes
// to the same state when the decisions are cut otherwise or somebody looks.
#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <random>
#include <span>

#include "emu/machine/machine.hpp"
#include "tests/fuzz/input.hpp"
#include "tests/fuzz/seeds.hpp"

namespace {

using namespace vectorscope;
using fuzz::Input;

constexpr PhysicalAddress kTrampoline = 0x8000, kGdt = 0x10000, kPointers = 0x10100, kIdt = 0x11000,
                          kTss = 0x12000, kDirectory = 0x20000, kTable = 0x21000, kSlots = 0x140000,
                          kEntry = 0x100000, kHandlers = 0x101000, kBody = 0x102000;
constexpr std::uint32_t kDevices = 0xFEC00000, kLapicId = 0xFEE00020, kLapicCommand = 0xFEE00300;

void require(bool condition, const char* what) {
  if (condition) return;
  std::cerr << "not so: " << what << '\n';
  std::abort();
}

// --- the guest ----------------------------------------------------------------

class Code {
 public:
  Code& operator()(std::initializer_list<int> bytes) {
    for (int byte : bytes) bytes_.push_back(static_cast<std::uint8_t>(byte));
    return *this;
  }
  Code& dword(std::uint32_t value) {
    for (int i = 0; i < 4; ++i) bytes_.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
    return *this;
  }
  [[nodiscard]] std::vector<std::uint8_t> take() { return std::move(bytes_); }
  [[nodiscard]] std::size_t size() const { return bytes_.size(); }
  void pad_to(std::size_t size) { bytes_.resize(std::max(size, bytes_.size())); }

 private:
  std::vector<std::uint8_t> bytes_;
};

/// What the start of the guest is like.
struct Start {
  bool paging, ring3, timer, others, large_stack;
};

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
  return gdt.take();
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
  return tss.take();
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
  return code.take();
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
  return idt.take();
}

/// Accessed and dirty from the start: the engine translates ahead, and would
/// set the bits of a page whose code it never executes.
std::vector<std::uint8_t> directory() {
  Code pages;
  for (std::uint32_t entry = 0; entry < 1024; ++entry) {
    if (entry == 0)
      pages.dword(kTable | 0x67);
    else if (entry < 4 || entry == kDevices >> 22)
      pages.dword(entry << 22 | 0xE7);
    else if (entry == 4)
      pages.dword(kTable | 0x67);  // the first 4 MB once more
    else
      pages.dword(0);
  }
  for (std::uint32_t page = 0; page < 1024; ++page)
    pages.dword(page << 12 | (page == 0x108 ? 0 : 0x67));
  return pages.take();
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
  return code.take();
}

/// Beginnings of what is worth trying; the input fills the rest.
const std::vector<std::vector<std::uint8_t>>& snippets() {
  static const std::vector<std::vector<std::uint8_t>> all = {
      {0xF3, 0xAA},
      {0xF3, 0xA4},
      {0xF3, 0xAB},
      {0xF2, 0xAE},
      {0xF3, 0x6E},
      {0xF3, 0x6C},
      {0xB9, 0x09, 0x00, 0x00, 0x00},
      {0xBF, 0x00, 0x20, 0x10, 0x00},
      {0xBE, 0x00, 0x20, 0x10, 0x00},
      {0x89, 0x07},
      {0xC6, 0x07},
      {0xC7, 0x07},
      {0x83, 0xC7},
      {0x83, 0xEF},
      {0xFF, 0x07},
      {0xC6, 0x05, 0x00, 0x20, 0x10, 0x00},
      {0xFE, 0x05, 0x08, 0x20, 0x10, 0x00},
      {0xC7, 0x05, 0x00, 0x00, 0x02, 0x00},
      {0xC7, 0x05, 0x08, 0x14, 0x02, 0x00},
      {0xFF, 0x05, 0x08, 0x14, 0x02, 0x00},
      {0x80, 0x35, 0x08, 0x14, 0x02, 0x00},
      {0x0F, 0x20, 0xD8, 0x0F, 0x22, 0xD8},
      {0x0F, 0x01, 0x3F},
      {0x0F, 0x22, 0xC0},
      {0x0F, 0x22, 0xE0},
      {0xFA},
      {0xFB},
      {0xF4},
      {0xFB, 0xF4},
      {0x9C},
      {0x9D},
      {0x6A, 0x02, 0x9D},
      {0xCF},
      {0xCC},
      {0xCE},
      {0xCD},
      {0xCD, 0x80},
      {0xF1},
      {0x0F, 0x0B},
      {0xEA, 0x00, 0x20, 0x10, 0x00, 0x08, 0x00},
      {0x9A, 0x40, 0x20, 0x10, 0x00, 0x08, 0x00},
      {0xEA, 0x00, 0x00, 0x00, 0x00, 0x30, 0x00},
      {0x9A, 0x00, 0x00, 0x00, 0x00, 0x38, 0x00},
      {0xEA, 0x00, 0x20, 0x48, 0x00, 0x48, 0x00},
      {0xEA, 0x80, 0x20, 0x00, 0x00, 0x48, 0x00},
      {0x0F, 0x00, 0xD8},
      {0x0F, 0x00, 0xD0},
      {0x66, 0xB8},
      {0x8E, 0xD0},
      {0x8E, 0xD8},
      {0x17},
      {0x16},
      {0x8E, 0xC0},
      {0x0F, 0x34},
      {0x0F, 0x35},
      {0x0F, 0x05},
      {0x0F, 0x31},
      {0x0F, 0x32},
      {0x0F, 0x30},
      {0x0F, 0xA2},
      {0x0F, 0xB2, 0x24, 0x24},
      {0xF0, 0x0F, 0xB1, 0x07},
      {0xF0, 0xFF, 0x07},
      {0x87, 0x07},
      {0xF0, 0x0F, 0xC7, 0x0F},
      {0xDB, 0xE3},
      {0xDF, 0x2F},
      {0xDD, 0x1F},
      {0xD9, 0x37},
      {0x9B},
      {0xD9, 0xE8},
      {0xDE, 0xC1},
      {0x0F, 0xAE, 0x07},
      {0x0F, 0xAE, 0x0F},
      {0x0F, 0x6F, 0x07},
      {0x0F, 0x7F, 0x07},
      {0x66, 0x0F, 0x7F, 0x07},
      {0xF3, 0x0F, 0x7F, 0x07},
      {0x0F, 0xAE, 0x17},
      {0x0F, 0x77},
      {0xE4, 0x60},
      {0xE6, 0x64},
      {0xE6, 0x60},
      {0xE6, 0x20},
      {0xE6, 0x21},
      {0xE6, 0x40},
      {0xE6, 0x43},
      {0xEC},
      {0xEE},
      {0xEF},
      {0xED},
      {0xBA, 0xF8, 0x03, 0x00, 0x00},
      {0xF3, 0x90},
      {0xEB, 0xFE},
      {0xEB},
      {0x74},
      {0xE2},
      {0xE3},
      {0xE8},
      {0xE9},
      {0xC3},
      {0xC2},
      {0xCB},
      {0x60},
      {0x61},
      {0xC8},
      {0xC9},
      {0xFF, 0xE7},
      {0xFF, 0xD7},
      {0xFF, 0x37},
      {0x8F, 0x07},
      {0x0F, 0x06},
      {0x0F, 0x08},
      {0x0F, 0x23, 0xF8},
      {0x0F, 0x23, 0xC0},
      {0x0F, 0xAA},
      {0xD6},
      {0x62, 0x07},
      {0x63, 0x07},
      {0xC7, 0x05, 0x00, 0x00, 0xE0, 0xFE},
      {0xC7, 0x05, 0x20, 0x00, 0xE0, 0xFE},
      {0xC7, 0x05, 0x00, 0x03, 0xE0, 0xFE},
      {0xC7, 0x05, 0x80, 0x03, 0xE0, 0xFE},
      {0xC7, 0x05, 0x00, 0x20, 0xD1, 0xFE},
      {0xC7, 0x05, 0x04, 0x20, 0xD1, 0xFE},
      {0xC7, 0x05, 0x00, 0x00, 0x14, 0x00},
      {0xC7, 0x05, 0xFE, 0x03, 0x14, 0x00},
      {0xBF, 0xFE, 0x2F, 0x10, 0x00},
      {0xBF, 0x00, 0x00, 0x02, 0x00},
      {0xBF, 0x00, 0x00, 0x14, 0x00},
      {0xBC, 0x00, 0x00, 0x09, 0x00},
      {0xBC},
      {0xE9, 0xF0, 0x1F, 0x00, 0x00},
      {0x0F, 0x01, 0x1D},
      {0xBF, 0x00, 0x10, 0x01, 0x00},
      {0xC7, 0x05, 0x68, 0x10, 0x01, 0x00},
      {0x26},
      {0x67},
      {0x66},
      {0xF0}};
  return all;
}

/// One instruction of the kind that programs are made of, now and then one that
/// is not: of these, unlike those above, long runs are possible.
void put_common(Code& code, Input& input) {
  const auto what = input.byte();
  const int reg = input.byte() % 8, other = input.byte() % 8, small = input.byte();
  const bool stack = reg == 4 || other == 4;
  const auto near = kBody + (static_cast<std::uint32_t>(code.size()) + small - 64) % 0x3000;
  switch (what % 32) {
    case 0:
    case 1:
      return void(code({0x40 + (stack ? 0 : reg)}));  // INC
    case 2:
    case 3:
      return void(code({0x01, 0xC0 | other << 3 | (stack ? 0 : reg)}));  // ADD
    case 4:
      return void(code({0x83, 0xC0 | (stack ? 0 : reg), small}));  // ADD imm8
    case 5:
      return void(code({0x39, 0xC0 | other << 3 | reg}));  // CMP
    case 6:
      return void(code({0x50 + reg}));  // PUSH
    case 7:
      return void(code({0x58 + (stack ? 1 : reg)}));  // POP
    case 8:
      return void(code({0x74 + other % 2, small % 24}));  // Jcc forward
    case 9:
      return void(code({0x75, -(small % 32) & 0xFF}));  // and back
    case 10:
      return void(code({0xE2, -(small % 32) & 0xFF}));  // LOOP
    case 11:
      return void(code({0xEB, small % 16}));
    case 12:
      return void(code({0xA1}).dword(0x150000 + 4u * reg));  // MOV EAX, [data]
    case 13:
      return void(code({0xA3}).dword(0x150000 + 4u * reg));
    case 14:
      return void(code({0xFF, 0x05}).dword(0x150000 + 4u * reg));  // INC [data]
    case 15:
      return void(code({0x8B, 0x07}));  // MOV EAX, [EDI]
    case 16:
      return void(code({0x89, 0x07}));
    case 17:
      return void(code({0xBF}).dword(0x150000 + 4u * small));  // MOV EDI
    case 18:
      return void(code({0xB9}).dword(small));  // MOV ECX
    case 19:
      return void(code({0xE8}).dword(0)({0x83, 0xC4, 0x04}));  // CALL next
    case 20:
      return void(code({0x0F, 0xAF, 0xC3}));  // IMUL
    case 21:
      return void(code({0xC1, 0xE0 | (stack ? 0 : reg), small % 32}));  // SHL
    case 22:
      return void(code({0xA1}).dword(kLapicId));
    case 23:
      return void(code({0xF3, 0xAB}));
    default:
      break;
  }
  switch (what / 32 + 8 * (small % 3)) {
    case 0:
      return void(code({0xC6, 0x05}).dword(near)({other * 16 + reg}));  // a store near here
    case 1:
      return void(code({0xFE, 0x05}).dword(near));
    case 2:
      return void(code({0xBF}).dword(near));
    case 3:
      return void(code({0xA1}).dword(0xFEE00390));  // the LAPIC timer
    case 4:
      return void(code({0xA3}).dword(0xFEE00080));  // ... TPR
    case 5:
      return void(code({0x8B, 0x05}).dword(kSlots + 4u * reg));
    case 6:
      return void(code({0xA3}).dword(kSlots + 4u * reg));
    case 7:
      return void(code({0x80, 0x35}).dword(kTable + 4 * 0x150)({1 << other % 7}));
    case 8:
      return void(code({0xF7, 0xF1}));  // DIV ECX
    case 9:
      return void(code({0xCD, 0x80}));
    case 10:
      return void(code({0x0F, 0x0B}));
    case 11:
      return void(code({0xFA}));
    case 12:
      return void(code({0xFB}));
    case 13:
      return void(code({0xF3, 0x90}));
    case 14:
      return void(code({0xE4, 0x40}));
    case 15:
      return void(code({0xBF}).dword(kLapicId));
    case 16:
      return void(code({0xA1}).dword(0x108000));  // not present
    case 17:
      return void(code({0x0F, 0x20, 0xD8, 0x0F, 0x22, 0xD8}));  // MOV CR3
    case 18:
      return void(code({0x0F, 0x01, 0x3D}).dword(kBody));  // INVLPG
    case 19:
      return void(code({0x9C, 0x9D}));
    case 20:
      return void(code({0xF0, 0xFF, 0x05}).dword(0x150000));
    case 21:
      return void(code({0x0F, 0x31}));
    case 22:
      return void(code({0xF4}));
    default:
      return void(code({0x87, 0x05}).dword(near));
  }
}

std::vector<std::uint8_t> body(Input& input) {
  Code code;
  const bool again = input.byte() % 2 != 0;  // a loop, so that blocks are known when they come back
  code.pad_to(input.byte() % 2 ? input.below(0x1000) : 0);  // NUL bytes: ADD [EAX], AL
  const bool common = input.byte() % 2 != 0;
  while (!input.empty() && code.size() < 0x3000) {
    if (common) {
      put_common(code, input);
      continue;
    }
    const auto what = input.byte();
    const auto& list = snippets();
    if (what < list.size())
      for (auto byte : list[what]) code({byte});
    else if (what > 0xF8)
      code.pad_to((code.size() / 0x1000 + 1) * 0x1000 - input.byte() % 8);
    for (int operands = what % 5; operands > 0; --operands) code({input.byte()});
  }
  if (again)
    code({0xE9}).dword(0u - static_cast<std::uint32_t>(code.size() + 4));
  else
    code({0xEB, 0xFE});
  return code.take();
}

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
  put(image, kPointers, pointers.take());
  put(image, kIdt, gates(input));
  put(image, kTss, task_states());
  put(image, kDirectory, directory());
  put(image, kEntry, first.take(), true);
  put(image, kHandlers, handlers(), true);
  put(image, kBody, body(input), true);
  return image;
}

// --- the decisions ------------------------------------------------------------

Decision next_decision(Input& input, unsigned cores) {
  const auto core = static_cast<CoreId>(input.byte() % (cores + 1));  // one that is not there, too
  switch (input.byte() % 16) {
    case 0:
      return decisions::Kill{core};
    case 1:
      return decisions::Freeze{core};
    case 2:
      return decisions::Thaw{core};
    case 3:
      return decisions::DropIpi{core};
    case 4:
      return decisions::RaiseIrq{static_cast<std::uint8_t>(input.byte() % 17)};
    case 5:
      return decisions::Key{input.byte()};
    case 6:
      return decisions::SerialIn{input.byte()};
    case 7:
      return decisions::Poke{kBody + input.below(64), input.below(65536) * 65537};
    case 8:
    case 9:
    case 10:
      return decisions::Run{core, input.below(600)};
    default:
      return decisions::RunRound{core, 1u + input.byte() % 30, input.below(900)};
  }
}

/// Steps; long enough for blocks.
constexpr std::uint32_t kLong = 4'000;

std::vector<Decision> make_decisions(Input& input, unsigned cores) {
  std::vector<Decision> made = {decisions::Run{0, 100}, decisions::RunRound{0, 3, 200}};
  for (int left = input.byte() % 16; left > 0; --left) made.push_back(next_decision(input, cores));
  if (input.byte() % 2 == 0) made.insert(made.begin() + 1, decisions::Run{0, kLong});
  if (input.byte() % 4 == 0) made.push_back(decisions::RunRound{0, kLong / 4, 3 * kLong});
  return made;
}

struct Guest {
  MachineConfig config;
  std::shared_ptr<const Image> image;

  [[nodiscard]] std::unique_ptr<Machine> machine(EngineWay way = EngineWay::Exact) const {
    auto made = Machine::create(config, image, way);
    require(made.has_value(), "a machine can be made");
    return std::move(*made);
  }
};

// --- what must hold -----------------------------------------------------------

/// Spins end when a turn ends, so they may differ with the cut.
using Happened = std::vector<std::string>;
Happened happened(const Machine& machine) {
  Happened list;
  for (const auto& event : machine.log())
    if (!std::holds_alternative<events::SpinBegin>(event.body) &&
        !std::holds_alternative<events::SpinEnd>(event.body))
      list.push_back(std::to_string(event.step) + " " + describe_event(event, nullptr));
  return list;
}

void require_same(const Machine& one, const Machine& other, const char* what) {
  const auto first = happened(one), second = happened(other);
  const bool same_events = first == second;
  if (!same_events) {
    const auto [at, there] =
        std::mismatch(first.begin(), first.end(), second.begin(), second.end());
    std::cerr << "first: " << (at == first.end() ? "the end" : *at)
              << "\nthen:  " << (there == second.end() ? "the end" : *there) << '\n';
  }
  require(one.step() == other.step(), what);
  require(same_events, what);
  require(one.hash() == other.hash(), what);
}

/// The turns of a round, dealt by hand.
void deal(Machine& machine, const decisions::RunRound& round) {
  const unsigned cores = machine.config().cores;
  const Step end = machine.step() + round.steps;
  unsigned turn = (round.first + cores - 1) % cores;
  Step turn_end = machine.step();
  while (machine.step() < end && !machine.exited()) {
    if (machine.step() >= turn_end || !machine.can_run(static_cast<CoreId>(turn))) {
      unsigned tried = 0;
      do turn = (turn + 1) % cores;
      while (!machine.can_run(static_cast<CoreId>(turn)) && ++tried < cores);
      if (tried == cores) return;
      turn_end = std::min(end, machine.step() + std::max(round.quantum, 1u));
    }
    machine.apply(decisions::Run{static_cast<CoreId>(turn), turn_end - machine.step()});
  }
}

/// The same decisions in other pieces, looked at in between.
void apply_cut(Machine& machine, const Decision& decision, std::minstd_rand& random) {
  if (const auto* round = std::get_if<decisions::RunRound>(&decision)) return deal(machine, *round);
  const auto* run = std::get_if<decisions::Run>(&decision);
  if (!run || run->steps == 0) {
    machine.apply(decision);
    return;
  }
  for (Step left = run->steps; left > 0;) {
    const auto piece = std::min<Step>(left, 1 + random() % (random() % 4 ? 5 : 100));
    const auto done = machine.apply(decisions::Run{run->core, piece}).steps;
    require(done <= piece, "no more steps than asked");
    if (done < piece && done == 0) break;
    left -= done;
    if (random() % 8 == 0) (void)machine.hash();
  }
}

void check(const Guest& guest, const std::vector<Decision>& wanted, unsigned seed) {
  const auto plain = guest.machine();
  unsigned entries = 0;  // now and then somebody stops at the entry to a handler
  plain->set_watcher([&](const Event& event) {
    return std::holds_alternative<events::InterruptEntry>(event.body) && ++entries % 7 == 0;
  });
  for (const auto& decision : wanted) {
    const auto before = plain->step();
    const auto applied = plain->apply(decision);
    require(plain->step() - before == applied.steps, "steps are counted");
  }
  const auto replayed = guest.machine();
  replayed->watch_functions({kBody, kHandlers});
  replayed->watch_functions({});
  for (const auto& decision : plain->decisions()) {
    (void)replayed->hash();
    replayed->apply(decision);
  }
  require_same(*plain, *replayed, "looking changes nothing");
  const auto fast = guest.machine(EngineWay::Eager);
  for (const auto& decision : plain->decisions()) fast->apply(decision);
  require_same(*plain, *fast, "blocks change nothing");
  const auto cut = guest.machine(seed % 2 != 0 ? EngineWay::Eager : EngineWay::Exact);
  std::minstd_rand random(seed);
  for (const auto& decision : plain->decisions()) apply_cut(*cut, decision, random);
  require_same(*plain, *cut, "the cut changes nothing");
}

std::vector<std::vector<std::uint8_t>> seeds() {
  std::vector<std::vector<std::uint8_t>> made;
  std::mt19937 random(1);
  for (unsigned number = 0; number < 600; ++number) {
    auto& seed = made.emplace_back(40 + random() % 200);
    for (auto& byte : seed) byte = static_cast<std::uint8_t>(random());
  }
  return made;
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* argc, char*** argv) {
  fuzz::give_seeds(argc, argv, seeds());
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  Input input({data, size});
  const auto flags = input.byte();
  const Start start{(flags & 1) != 0, (flags & 2) != 0, (flags & 4) != 0, (flags & 8) != 0,
                    (flags & 16) != 0};
  Guest guest;
  guest.config.cores = 1 + (flags >> 5) % 3;
  guest.config.ram_mb = 16;
  guest.config.frequency_hz = 10'000'000;
  const auto slots = input.byte() % 3;  // none, in pages of their own, among the code
  if (slots != 0) guest.config.handlers = HandlersAt{slots == 1 ? kSlots : kBody + 0x100, 64, 4};
  const auto wanted = make_decisions(input, guest.config.cores);
  guest.image = std::make_shared<const Image>(make_guest(input, start));
  check(guest, wanted, flags);
  return 0;
}
