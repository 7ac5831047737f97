// SPDX-License-Identifier: GPL-2.0-or-later
// What CPUID says: a Pentium M without what this machine does not model
// (machine checks, MTRRs, page attributes). Intel SDM 2A, CPUID.
#pragma once
#include <cstdint>

#include "emu/base/types.hpp"

namespace vectorscope {

struct CpuidAnswer {
  std::uint32_t eax = 0, ebx = 0, ecx = 0, edx = 0;
};

/// `leaf` is EAX. `core` is the initial APIC id.
CpuidAnswer cpuid(std::uint32_t leaf, CoreId core);

}  // namespace vectorscope
