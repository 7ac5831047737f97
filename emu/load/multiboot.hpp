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

/// The first byte after the kernel's sections and modules: they lie above 1 MB
/// and above its segments, each at the begin of a page.
std::uint64_t end_of_modules(const Image& image);

/// Leaves what the specification has for a kernel on a machine without disks: the
/// memory's sizes and map, a boot device (the first hard disk, as QEMU's loader
/// says), command line, modules, the ELF's section headers with its symbols, the
/// loader's name, and the text screen. The lists lie as high below 640 KB as the
/// image's segments leave room, for kernels put the code that starts other cores
/// at low addresses. What EBX holds, or what did not fit.
Result<std::uint32_t> place_multiboot_info(std::span<std::uint8_t> ram, const Image& image,
                                           std::string_view cmdline);

}  // namespace vectorscope
