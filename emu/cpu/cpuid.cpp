// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/cpu/cpuid.hpp"

#include <array>
#include <cstring>

namespace vectorscope {
namespace {

constexpr std::uint32_t kHighest = 1, kExtended = 0x80000000, kHighestExtended = 0x80000004;
constexpr std::uint32_t kSignature = 0x6D8;  // family 6, model 13, stepping 8

constexpr std::uint32_t kFeatures = 1u << 0     // FPU
                                    | 1u << 2   // DE: I/O breakpoints
                                    | 1u << 3   // PSE: pages of 4 MB
                                    | 1u << 4   // TSC
                                    | 1u << 5   // MSR
                                    | 1u << 6   // PAE
                                    | 1u << 8   // CMPXCHG8B
                                    | 1u << 9   // APIC
                                    | 1u << 11  // SYSENTER
                                    | 1u << 13  // PGE: global pages
                                    | 1u << 15  // CMOV
                                    | 1u << 23  // MMX
                                    | 1u << 24  // FXSAVE
                                    | 1u << 25  // SSE
                                    | 1u << 26; // SSE2

// Leaves 80000002h to 80000004h, padded with zeros.
constexpr std::array<char, 48> kBrand = {"Vectorscope i686"};

CpuidAnswer brand(std::uint32_t leaf) {
  std::array<std::uint32_t, 4> words{};
  std::memcpy(words.data(), kBrand.data() + 16 * (leaf - kExtended - 2), sizeof words);
  return {words[0], words[1], words[2], words[3]};
}

}  // namespace

CpuidAnswer cpuid(std::uint32_t leaf, CoreId core) {
  if (leaf == kExtended) return {kHighestExtended, 0, 0, 0};
  if (leaf == kExtended + 1) return {kSignature, 0, 0, 0};
  if (leaf > kExtended && leaf <= kHighestExtended) return brand(leaf);
  if (leaf == 0) return {kHighest, 0x756E6547, 0x6C65746E, 0x49656E69};  // "GenuineIntel"
  // Beyond the highest leaf a CPU answers with that one.
  return {kSignature, static_cast<std::uint32_t>(core) << 24, 0, kFeatures};
}

}  // namespace vectorscope
