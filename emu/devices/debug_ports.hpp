// SPDX-License-Identifier: GPL-2.0-or-later
// Ports that emulators give to kernels under test: E9 as Bochs and QEMU
// (isa-debugcon), F4 as QEMU (isa-debug-exit), 80 the POST code. And one of our
// own, E8: marks for the timeline.
#pragma once
#include <cstdint>
#include <span>

#include "emu/bus/device.hpp"
#include "emu/trace/event.hpp"

namespace vectorscope {

/// Offsets 4 to 7: port F4, exit with a code.
/// Offset 8: port E8, 32 bits: the physical address of a mark, which is
/// {u32 kind (0 note, 1 begin, 2 end), u32 id, char text[24]}.
/// Offset 9: port E9, text out; reads E9, by which a guest knows that it is there.
/// All of them want the width as issued.
class DebugPorts final : public Device {
 public:
  static constexpr std::uint32_t kExit = 4;
  static constexpr std::uint32_t kMark = 8;
  static constexpr std::uint32_t kText = 9;

  DebugPorts(EventSink& events, std::span<const std::uint8_t> ram) : events_(events), ram_(ram) {}

  /// The guest ends the run: by port F4, or by switching the machine off.
  void exit(CoreId core, std::uint32_t code);
  [[nodiscard]] bool exited() const { return exited_; }
  [[nodiscard]] std::uint32_t exit_code() const { return exit_code_; }

  std::uint32_t read(std::uint32_t offset, unsigned width, Access access) override;
  void write(std::uint32_t offset, unsigned width, std::uint32_t value, Access access) override;
  void reset() override;
  void visit(StateVisitor& state) override;

 private:
  void mark(CoreId core, PhysicalAddress at);

  EventSink& events_;
  std::span<const std::uint8_t> ram_;  // marks lie there
  bool exited_ = false;
  std::uint32_t exit_code_ = 0;  // of the first exit
};

/// Port 80 (and others that only cost time): keeps the last byte written.
class DelayPort final : public Device {
 public:
  [[nodiscard]] std::uint8_t post_code() const { return post_code_; }

  std::uint32_t read(std::uint32_t, unsigned, Access) override { return post_code_; }
  void write(std::uint32_t, unsigned, std::uint32_t value, Access) override {
    post_code_ = static_cast<std::uint8_t>(value);
  }
  void reset() override { post_code_ = 0; }
  void visit(StateVisitor& state) override { state.field("post code", post_code_); }

 private:
  std::uint8_t post_code_ = 0;
};

}  // namespace vectorscope
