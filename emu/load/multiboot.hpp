// SPDX-License-Identifier: GPL-2.0-or-later
// What a Multiboot boot loader leaves in memory for the kernel (Multiboot
// Specification 0.6.96, section 3.3).
#pragma once
#include <cstdint>
#include <span>
#include <string_view>

#include "emu/load/image.hpp"

namespace vectorscope {

inline constexpr std::uint32_t kMultibootEax = 0x2BADB002;  ///< section 3.2

/// Conventional memory ends where the extended BIOS data area begins.
inline constexpr PhysicalAddress kExtendedBiosData = 0x9FC00;

/// Writes memory sizes, memory map, command line, an empty module list and the
/// boot loader's name as high below 640 KB as the image's segments leave room,
/// for kernels put the code that starts other cores at low addresses. Returns
/// what EBX holds, or 0 if there is no room (a command line of half a megabyte).
std::uint32_t place_multiboot_info(std::span<std::uint8_t> ram, const Image& image,
                                   std::string_view cmdline);

}  // namespace vectorscope
