// SPDX-License-Identifier: GPL-2.0-or-later
// Where a local APIC's registers are and what their bits mean (Intel SDM 3A,
// table 10-1 and figures 10-8 to 10-26). For the files of LocalApics alone.
#pragma once
#include <array>
#include <cstdint>

#include "emu/base/types.hpp"

namespace vectorscope::lapic {

// Register offsets (SDM, "Local APIC register address map").
inline constexpr std::uint32_t kId = 0x020;
inline constexpr std::uint32_t kVersion = 0x030;
inline constexpr std::uint32_t kTpr = 0x080;
inline constexpr std::uint32_t kApr = 0x090;
inline constexpr std::uint32_t kPpr = 0x0A0;
inline constexpr std::uint32_t kEoi = 0x0B0;
inline constexpr std::uint32_t kRemoteRead = 0x0C0;
inline constexpr std::uint32_t kLdr = 0x0D0;
inline constexpr std::uint32_t kDfr = 0x0E0;
inline constexpr std::uint32_t kSvr = 0x0F0;
inline constexpr std::uint32_t kIsr = 0x100;
inline constexpr std::uint32_t kTmr = 0x180;
inline constexpr std::uint32_t kIrr = 0x200;
inline constexpr std::uint32_t kEsr = 0x280;
inline constexpr std::uint32_t kIcrLow = 0x300;
inline constexpr std::uint32_t kIcrHigh = 0x310;
inline constexpr std::uint32_t kLvt = 0x320;  // timer, thermal, performance, LINT0, LINT1, error
inline constexpr std::uint32_t kInitialCount = 0x380;
inline constexpr std::uint32_t kCurrentCount = 0x390;
inline constexpr std::uint32_t kDivide = 0x3E0;

inline constexpr std::uint32_t kSoftwareEnable = 0x100;  // SVR
inline constexpr std::uint32_t kMasked = 0x10000;        // LVT
inline constexpr std::uint32_t kPeriodic = 0x20000;      // LVT timer
inline constexpr std::uint32_t kModeMask = 0x700;        // LVT and ICR: delivery mode
inline constexpr std::uint32_t kExtInt = 0x700;
inline constexpr std::uint32_t kLogical = 0x800;         // ICR
inline constexpr std::uint32_t kAssert = 0x4000;
inline constexpr std::uint32_t kLevel = 0x8000;          // and of the LINT pins
inline constexpr std::uint32_t kRemoteIrr = 0x4000;      // LVT of a LINT pin: a level is in service
inline constexpr std::uint32_t kIcrLowBits = 0x000CCFFF;
enum Mode : std::uint32_t { kFixed = 0, kLowest = 1, kNmi = 4, kInit = 5, kStartup = 6 };

inline constexpr std::uint32_t kSendIllegalVector = 0x20;  // ESR
inline constexpr std::uint32_t kReceiveIllegalVector = 0x40;
inline constexpr std::uint32_t kIllegalRegister = 0x80;

inline constexpr std::uint64_t kBspBit = 0x100;  // IA32_APIC_BASE
inline constexpr std::uint64_t kEnableBit = 0x800;

// Version 14h of a Pentium 4, highest LVT entry 5, as QEMU.
inline constexpr std::uint32_t kVersionValue = 0x00050014;
// The bits of each LVT entry that can be written.
inline constexpr std::array<std::uint32_t, 6> kLvtBits = {0x300FF, 0x107FF, 0x107FF,
                                                   0x1A7FF, 0x1A7FF, 0x100FF};

inline constexpr std::uint16_t core_bit(CoreId core) { return static_cast<std::uint16_t>(1U << core); }

}  // namespace vectorscope::lapic
