// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/load/image.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "emu/base/file.hpp"
#include "emu/load/elf.hpp"
#include "emu/load/multiboot.hpp"
#include "emu/load/multiboot_header.hpp"

namespace vectorscope {
namespace {

using Bytes = std::span<const std::uint8_t>;

bool looks_like_text(Bytes file) {
  return std::ranges::all_of(file.first(std::min<std::size_t>(file.size(), 512)), [](auto byte) {
    return byte >= 0x20 || byte == '\n' || byte == '\r' || byte == '\t' || byte == '\f';
  });
}

/// What a format says about a file, before the segments are laid out.
struct Plan {
  std::vector<Part> parts;
  LinearAddress entry = 0;
  bool multiboot = false;
  bool elf = false;
};

/// The address fields win over the ELF's own (Multiboot 0.6.96, section 3.1.3).
Result<Plan> plan_of(Bytes file) {
  if (file.empty()) return fail("is empty; name a kernel for i386: Multiboot 1, or a plain ELF32");
  const auto header = find_multiboot_header(file);
  if (!header) return tl::unexpected(header.error());
  if (*header && (*header)->addresses)
    return multiboot_part(**header, file.size()).map([&](const Part& part) {
      return Plan{.parts = {part}, .entry = (*header)->addresses->entry, .multiboot = true};
    });
  if (!*header && has_multiboot2_header(file))
    return fail("has a header of Multiboot 2 only; add one of Multiboot 1 (12 bytes: 0x1BADB002, "
                "flags, checksum), which is what this machine boots");
  if (is_elf(file))
    return read_elf(file).map([&](Elf32&& elf) {
      return Plan{.parts = std::move(elf.parts), .entry = elf.entry,
                  .multiboot = header->has_value(), .elf = true};
    });
  if (looks_like_text(file))
    return fail("is a text file; name a kernel for i386: Multiboot 1, or a plain ELF32");
  return fail("is neither ELF nor Multiboot (no header in its first 8192 bytes); say where it "
              "goes with --flat ADDR");
}

Result<Image> realize(Plan plan, std::vector<std::uint8_t> file, std::uint64_t ram_bytes) {
  auto segments = lay_out(std::move(plan.parts), file, ram_bytes);
  if (!segments) return tl::unexpected(segments.error());
  if (auto inside = check_entry(*segments, plan.entry); !inside)
    return tl::unexpected(inside.error());
  Image image;
  if (is_elf(file)) image.symbols = read_elf_symbols(file);
  if (plan.elf) image.sections = read_elf_sections(file);
  image.segments = std::move(*segments);
  image.file = std::move(file);
  image.entry = plan.entry;
  image.multiboot = plan.multiboot;
  return image;
}

Result<void> check_size(std::uint64_t size) {
  if (size <= kLargestImage) return {};
  return fail(fmt::format("has {} bytes, but a kernel image may have {} at most; is it the right "
                          "file?",
                          size, kLargestImage));
}

/// Puts the name in: `image.name`, or in front of the error.
Result<Image> named(std::string name, Result<Image> image) {
  if (!image) return fail(fmt::format("{}: {}", name, image.error().text));
  image->name = std::move(name);
  return image;
}

}  // namespace

Result<Image> parse_image(std::string name, std::vector<std::uint8_t> file,
                          std::uint64_t ram_bytes) {
  return named(std::move(name), check_size(file.size())
                                    .and_then([&] { return plan_of(file); })
                                    .and_then([&](Plan&& plan) {
                                      return realize(std::move(plan), std::move(file), ram_bytes);
                                    }));
}

Result<Image> flat_image(std::string name, std::vector<std::uint8_t> file, PhysicalAddress address,
                         std::uint64_t ram_bytes) {
  if (file.empty()) return fail(fmt::format("{}: is empty; name a file with code", name));
  Plan plan{.parts = {{.what = "the file",
                       .address = address,
                       .offset = 0,
                       .bytes_in_file = file.size(),
                       .bytes_in_memory = file.size(),
                       .executable = true}},
            .entry = address,
            .multiboot = false};
  auto image = named(std::move(name), check_size(file.size()).and_then([&] {
    return realize(std::move(plan), std::move(file), ram_bytes);
  }));
  if (image) image->flat = address;
  return image;
}

Result<Image> load_image(const std::string& path, std::uint64_t ram_bytes) {
  auto file = read_file(path, kLargestImage);
  if (!file) return tl::unexpected(file.error());
  auto image = parse_image(path, std::move(*file), ram_bytes);
  if (image) image->name = std::filesystem::path(path).filename().string();
  return image;
}

Result<Image> load_flat_image(const std::string& path, PhysicalAddress address,
                              std::uint64_t ram_bytes) {
  auto file = read_file(path, kLargestImage);
  if (!file) return tl::unexpected(file.error());
  auto image = flat_image(path, std::move(*file), address, ram_bytes);
  if (image) image->name = std::filesystem::path(path).filename().string();
  return image;
}

Result<void> add_module(Image& image, Module module, std::uint64_t ram_bytes) {
  if (!image.multiboot)
    return fail(fmt::format("{}: has no Multiboot header, so it cannot get the module {}; add one "
                            "(flags 0) or leave --module out",
                            image.name, module.name));
  image.modules.push_back(std::move(module));
  const std::uint64_t end = end_of_modules(image);
  if (end <= ram_bytes) return {};
  return fail(fmt::format("{}: with the modules up to {} it ends at 0x{:x}, outside the {} MB of "
                          "RAM; give the machine {} MB or more",
                          image.name, image.modules.back().name, end, ram_bytes >> 20,
                          (end + 0xFFFFF) >> 20));
}

Result<void> take_symbols(Image& image, std::vector<std::uint8_t> elf) {
  if (!is_elf(elf)) return fail("is no ELF; name the file that the linker wrote");
  Symbols symbols = read_elf_symbols(elf);
  if (symbols.all().empty())
    return fail("has no symbol table for i386; link it without -s, and do not strip it");
  image.symbols = std::move(symbols);
  image.symbols_file = std::move(elf);
  return {};
}

}  // namespace vectorscope
