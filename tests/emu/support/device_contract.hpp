// SPDX-License-Identifier: GPL-2.0-or-later
// What every device promises, tested over all of them: all of its state is in
// `visit`, looking changes nothing, and time may pass in any number of pieces.
#pragma once
#include <algorithm>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/emu/support/bench.hpp"

namespace vectorscope::test {

struct DeviceCase {
  std::string name;
  std::function<std::unique_ptr<Device>(EventSink&)> make;
  std::vector<std::uint32_t> offsets;
  std::vector<unsigned> widths = {1};
  unsigned cores = 1;
  /// An input from outside (a key, a line), if the device has one.
  std::function<void(Device&, std::uint32_t)> poke = [](Device&, std::uint32_t) {};
  /// Takes back the inputs that others hold and a reset leaves alone.
  std::function<void(Device&)> release = [](Device&) {};
};

inline void PrintTo(const DeviceCase& device, std::ostream* out) { *out << device.name; }

/// Random accesses and inputs, the same for every device that gets the same seed.
class Exerciser {
 public:
  Exerciser(const DeviceCase& device, unsigned seed) : case_(device), random_(seed) {}

  /// One thing that a guest or the outside does; what a read gave, else 0.
  std::uint32_t act(Device& device, Ticks now) {
    device.advance(now);
    const std::uint32_t offset = pick(case_.offsets);
    const unsigned width = pick(case_.widths);
    const Access access = guest_on(static_cast<CoreId>(random_() % case_.cores));
    const std::uint32_t value = value_for(random_());
    switch (random_() % 4) {
      case 0: return device.read(offset, width, access);
      case 1: case_.poke(device, value); return 0;
      default: device.write(offset, width, value, access); return 0;
    }
  }

 private:
  template <class T>
  T pick(const std::vector<T>& from) { return from[random_() % from.size()]; }
  // Small values, bytes and words: all find registers that mind them.
  std::uint32_t value_for(std::uint32_t raw) {
    const std::uint32_t masks[] = {0x0F, 0xFF, 0xFF, 0xFFFFFFFF};
    return raw & masks[random_() % 4];
  }

  const DeviceCase& case_;
  std::mt19937 random_;
};

class DeviceContract : public testing::TestWithParam<DeviceCase> {
 protected:
  static constexpr Ticks kStep = 7 * kTicksPerCycle;

  std::unique_ptr<Device> used(unsigned seed, unsigned acts = 300) {
    auto device = GetParam().make(events_);
    Exerciser exerciser(GetParam(), seed);
    for (unsigned act = 0; act < acts; ++act) exerciser.act(*device, now_ = act * kStep);
    return device;
  }

  Published events_;
  Ticks now_ = 0;
};

TEST_P(DeviceContract, EveryVisitedBitIsHashedAndSurvivesSaveAndLoad) {
  const auto device = used(1);
  const auto copy = GetParam().make(events_);
  const std::vector<std::uint8_t> saved = save(*device);
  ASSERT_TRUE(load(*copy, saved));
  EXPECT_EQ(save(*copy), saved);
  EXPECT_EQ(hash(*copy), hash(*device));
  for (std::size_t byte = 0; byte < saved.size(); ++byte) {
    std::vector<std::uint8_t> flipped = saved;
    flipped[byte] ^= 1;
    ASSERT_TRUE(load(*copy, flipped));
    EXPECT_NE(hash(*copy), hash(*device)) << "byte " << byte;
    EXPECT_EQ(save(*copy), flipped) << "byte " << byte;
  }
}

TEST_P(DeviceContract, ALoadedDeviceGoesOnLikeTheOriginal) {
  for (unsigned seed = 0; seed < 20; ++seed) {
    const auto device = used(seed);
    const auto copy = GetParam().make(events_);
    ASSERT_TRUE(load(*copy, save(*device)));
    Exerciser for_device(GetParam(), seed + 100);
    Exerciser for_copy(GetParam(), seed + 100);
    for (unsigned act = 0; act < 300; ++act) {
      const Ticks now = now_ + act * kStep;
      ASSERT_EQ(for_device.act(*device, now), for_copy.act(*copy, now)) << "seed " << seed;
      ASSERT_EQ(device->next_deadline(), copy->next_deadline()) << "seed " << seed;
    }
    EXPECT_EQ(save(*device), save(*copy)) << "seed " << seed;
  }
}

TEST_P(DeviceContract, AShortRecordingIsRefused) {
  const auto device = used(2);
  const auto saved = save(*device);
  EXPECT_FALSE(load(*device, std::span(saved).first(saved.size() - 1)));
}

TEST_P(DeviceContract, AViewersLookChangesNothing) {
  for (unsigned seed = 0; seed < 20; ++seed) {
    const auto device = used(seed);
    const std::uint64_t before = hash(*device);
    const std::size_t published = events_.events.size();
    for (const std::uint32_t offset : GetParam().offsets) {
      for (unsigned width : {1U, 2U, 4U}) device->read(offset, width, kViewer);
    }
    EXPECT_EQ(hash(*device), before) << "seed " << seed;
    EXPECT_EQ(events_.events.size(), published) << "seed " << seed;
  }
}

TEST_P(DeviceContract, TimePassesTheSameInOnePieceAndInMany) {
  for (unsigned seed = 0; seed < 20; ++seed) {
    const auto whole = used(seed);
    const auto pieces = used(seed);
    const Ticks end = now_ + 100'000 * kTicksPerCycle;
    std::mt19937 random(seed);
    for (Ticks now = now_; now < end;) {
      now = std::min({end, pieces->next_deadline(), now + random() % (999 * kTicksPerCycle)});
      pieces->advance(now);
    }
    whole->advance(end);
    EXPECT_EQ(save(*pieces), save(*whole)) << "seed " << seed;
  }
}

TEST_P(DeviceContract, ADeadlineLiesAheadOnceItHasBeenReached) {
  const auto device = used(3);
  for (int times = 0; times < 100; ++times) {
    const Ticks deadline = device->next_deadline();
    if (deadline == kNever) break;
    device->advance(deadline);
    EXPECT_GT(device->next_deadline(), deadline);
  }
}

TEST_P(DeviceContract, ResetForgetsWhatTheGuestDid) {
  const auto device = used(4, 300);
  const auto other = used(5, 300);
  GetParam().release(*device);
  GetParam().release(*other);
  device->reset();
  other->reset();
  EXPECT_EQ(save(*device), save(*other));
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(DeviceContract);

}  // namespace vectorscope::test
