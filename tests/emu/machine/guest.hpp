// SPDX-License-Identifier: GPL-2.0-or-later
// Little guests in machine code, and a machine to run them on.
#pragma once
#include <gtest/gtest.h>

#include <initializer_list>
#include <memory>
#include <string>
#include <vector>

#include "emu/load/image.hpp"
#include "emu/machine/machine.hpp"

namespace vectorscope::testing {

inline constexpr PhysicalAddress kCode = 0x100000;

/// Bytes one after the other; numbers as the CPU wants them.
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
  /// MOV DWORD [address], value
  Code& store(std::uint32_t address, std::uint32_t value) {
    return (*this)({0xC7, 0x05}).dword(address).dword(value);
  }
  /// MOV EAX, value
  Code& eax(std::uint32_t value) { return (*this)({0xB8}).dword(value); }
  [[nodiscard]] std::uint32_t here() const { return kCode + static_cast<std::uint32_t>(bytes_.size()); }
  [[nodiscard]] const std::vector<std::uint8_t>& bytes() const { return bytes_; }

 private:
  std::vector<std::uint8_t> bytes_;
};

inline Image image_of(const Code& code) {
  Image image;
  image.name = "guest";
  image.entry = kCode;
  image.segments.push_back(
      {kCode, code.bytes(), static_cast<std::uint32_t>(code.bytes().size()), true});
  return image;
}

inline std::unique_ptr<Machine> machine_with(Image image,
                                             const MachineConfig& config = {.cores = 1},
                                             EngineWay way = EngineWay::Exact) {
  auto made = Machine::create(config, std::make_shared<const Image>(std::move(image)), way);
  if (!made) {
    ADD_FAILURE() << made.error().text;
    return nullptr;
  }
  return std::move(*made);
}

inline std::unique_ptr<Machine> machine_with(const Code& code, const MachineConfig& config = {.cores = 1}) {
  return machine_with(image_of(code), config);
}

inline std::unique_ptr<Machine> machine_with_kernel(const std::string& cmdline, unsigned cores) {
  auto image = load_image(KERNEL_ELF, 64u << 20);
  if (!image) {
    ADD_FAILURE() << image.error().text;
    return nullptr;
  }
  MachineConfig config;
  config.cores = cores;
  config.cmdline = cmdline;
  return machine_with(std::move(*image), config);
}

/// The events of one kind, in order.
template <class Body>
std::vector<Body> events_of(const Machine& machine) {
  std::vector<Body> found;
  for (const auto& event : machine.log())
    if (const auto* body = std::get_if<Body>(&event.body)) found.push_back(*body);
  return found;
}

}  // namespace vectorscope::testing
