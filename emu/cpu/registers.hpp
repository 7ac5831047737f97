// SPDX-License-Identifier: GPL-2.0-or-later
// The registers of a core, as a person and as an instruction sees them.
#pragma once
#include <array>
#include <cstdint>

namespace vectorscope {

/// EAX to EDI in the order of the instruction set's encoding.
using GeneralRegisters = std::array<std::uint32_t, 8>;

/// What a person sees.
struct Registers {
  std::uint32_t eax, ecx, edx, ebx, esp, ebp, esi, edi;
  std::uint32_t eip, eflags;
  std::uint16_t es, cs, ss, ds, fs, gs;
  std::uint32_t cr0, cr2, cr3, cr4;
  std::uint32_t gdtr_base, idtr_base;
  std::uint16_t gdtr_limit, idtr_limit, ldtr, tr;
  std::uint8_t cpl;
};

namespace eflags {
inline constexpr std::uint32_t kCarry = 1u << 0, kParity = 1u << 2, kAdjust = 1u << 4, kZero = 1u << 6,
    kSign = 1u << 7, kTrap = 1u << 8, kInterrupt = 1u << 9, kDirection = 1u << 10,
    kOverflow = 1u << 11, kIopl = 3u << 12, kNestedTask = 1u << 14, kResume = 1u << 16,
    kVirtual8086 = 1u << 17, kAlignmentCheck = 1u << 18;
}  // namespace eflags

}  // namespace vectorscope
