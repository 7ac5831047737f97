// SPDX-License-Identifier: GPL-2.0-or-later
// Little guests in machine code, and a machine to run them on.
#pragma once
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "emu/load/image.hpp"
#include "emu/machine/machine.hpp"
#include "tests/emu/machine/code.hpp"

namespace vectorscope::testing {

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
