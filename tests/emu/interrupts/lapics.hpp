// SPDX-License-Identifier: GPL-2.0-or-later
// The local APICs of four cores, enabled, and what leaves them by their wires.
#pragma once
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "emu/interrupts/lapic.hpp"
#include "tests/emu/support/bench.hpp"

namespace vectorscope::test {


inline constexpr std::uint32_t kId = 0x20, kVersion = 0x30, kTpr = 0x80, kPpr = 0xA0, kEoi = 0xB0,
                        kLdr = 0xD0, kDfr = 0xE0, kSvr = 0xF0, kEsr = 0x280, kIcrLow = 0x300,
                        kIcrHigh = 0x310, kLvtTimer = 0x320, kLint0 = 0x350, kLvtError = 0x370,
                        kInitial = 0x380, kCurrent = 0x390, kDivide = 0x3E0;
inline constexpr std::uint32_t kMasked = 0x10000, kPeriodic = 0x20000;
inline constexpr std::uint32_t kDivideBy1 = 0xB;
inline constexpr std::uint32_t kSelf = 1 << 18, kAll = 2 << 18, kOthers = 3 << 18, kLogical = 0x800;

class LapicTest : public testing::Test {
 protected:
  LapicTest() {
    for (CoreId core = 0; core < 4; ++core) write(core, kSvr, 0x1FF);
  }
  std::uint32_t read(CoreId core, std::uint32_t offset) {
    return apics_.read(offset, 4, guest_on(core));
  }
  void write(CoreId core, std::uint32_t offset, std::uint32_t value) {
    apics_.write(offset, 4, value, guest_on(core));
  }
  void send(CoreId from, std::uint32_t low, std::uint8_t destination = 0) {
    write(from, kIcrHigh, std::uint32_t{destination} << 24);
    write(from, kIcrLow, low);
  }
  std::set<CoreId> waiting(Vector vector) {
    std::set<CoreId> cores;
    for (CoreId core = 0; core < 4; ++core) {
      if (apics_.irr(core)[vector]) cores.insert(core);
    }
    return cores;
  }
  void cycles(std::uint64_t count) { apics_.advance(now_ += count * kTicksPerCycle); }

  Published events_;
  std::vector<std::string> wires_;
  std::set<CoreId> absent_;
  Ticks now_ = 0;
  LocalApics apics_{
      4, events_,
      LapicWires{
          .attention = [this](CoreId core) { wires_.push_back("attention " + digits(core)); },
          .init = [this](CoreId target,
                         CoreId from) { wires_.push_back("init " + digits(target, from)); },
          .startup = [this](CoreId target, Vector page, CoreId from) {
            wires_.push_back("startup " + digits(target, page, from));
          },
          .nmi = [this](CoreId core) { wires_.push_back("nmi " + digits(core)); },
          .present = [this](CoreId core) { return !absent_.contains(core); }}};

 private:
  template <class... Numbers>
  static std::string digits(Numbers... numbers) {
    std::string text;
    ((text += (text.empty() ? "" : " ") + std::to_string(numbers)), ...);
    return text;
  }
};

}  // namespace vectorscope::test
