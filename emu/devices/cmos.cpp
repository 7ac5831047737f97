// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/devices/cmos.hpp"

#include <algorithm>
#include <chrono>

namespace vectorscope {
namespace {

constexpr std::uint8_t kSeconds = 0x00;
constexpr std::uint8_t kMinutes = 0x02;
constexpr std::uint8_t kHours = 0x04;
constexpr std::uint8_t kWeekday = 0x06;
constexpr std::uint8_t kDay = 0x07;
constexpr std::uint8_t kMonth = 0x08;
constexpr std::uint8_t kYear = 0x09;
constexpr std::uint8_t kStatusA = 0x0A;
constexpr std::uint8_t kStatusB = 0x0B;
constexpr std::uint8_t kStatusC = 0x0C;
constexpr std::uint8_t kStatusD = 0x0D;
constexpr std::uint8_t kCentury = 0x32;
constexpr std::uint8_t kCoresLessOne = 0x5F;  // QEMU's BIOS

constexpr std::uint8_t kUpdating = 0x80;      // A: UIP
constexpr std::uint8_t kDivider32k = 0x26;    // A: 32.768 kHz crystal, 1024 Hz rate
constexpr std::uint8_t kBinary = 0x04;        // B: DM
constexpr std::uint8_t k24Hours = 0x02;       // B
constexpr std::uint8_t kValidRam = 0x80;      // D: VRT

constexpr std::uint64_t kMicrosPerSecond = 1'000'000;
constexpr std::uint64_t kUpdateMicros = 244;  // UIP is high so long before an update

constexpr std::uint64_t kKib = 1024;
constexpr std::uint64_t kMib = 1024 * kKib;

}  // namespace

Cmos::Cmos(unsigned cores, std::uint64_t ram_bytes, std::uint64_t core_hz,
           std::int64_t start_unix_seconds)
    : cores_(cores),
      ram_bytes_(ram_bytes),
      micros_(kMicrosPerSecond, core_hz),
      start_(start_unix_seconds) {
  reset();
}

void Cmos::reset() {
  ram_.fill(0);
  index_ = 0;
  ram_[kStatusA] = kDivider32k;
  ram_[kStatusB] = k24Hours;
  ram_[kCoresLessOne] = static_cast<std::uint8_t>(cores_ - 1);
  store_memory_size();
}

// 15h: base memory in KB; 17h and 30h: extended memory in KB; 34h: memory above
// 16 MB in 64 KB.
void Cmos::store_memory_size() {
  const auto store = [this](unsigned index, std::uint64_t value) {
    const std::uint64_t word = std::min<std::uint64_t>(value, 0xFFFF);
    ram_[index] = static_cast<std::uint8_t>(word);
    ram_[index + 1] = static_cast<std::uint8_t>(word >> 8);
  };
  const std::uint64_t extended = ram_bytes_ > kMib ? (ram_bytes_ - kMib) / kKib : 0;
  const std::uint64_t high = ram_bytes_ > 16 * kMib ? (ram_bytes_ - 16 * kMib) / (64 * kKib) : 0;
  store(0x15, 640);
  store(0x17, extended);
  store(0x30, extended);
  store(0x34, high);
}

std::uint32_t Cmos::read(std::uint32_t offset, unsigned, Access) {
  return offset == 1 ? value_of(index_ & 0x7F) : 0xFF;  // the index cannot be read
}

void Cmos::write(std::uint32_t offset, unsigned, std::uint32_t value, Access) {
  const auto byte = static_cast<std::uint8_t>(value);
  if (offset == 0) index_ = byte;
  if (offset != 1) return;
  const std::uint8_t index = index_ & 0x7F;
  if (index == kStatusC || index == kStatusD) return;
  ram_[index] = index == kStatusA ? byte & 0x7F : byte;
}

std::uint8_t Cmos::value_of(std::uint8_t index) const {
  using namespace std::chrono;
  const auto since_start = static_cast<std::int64_t>(micros_.pulses_at(now_) / kMicrosPerSecond);
  const sys_seconds time{seconds{start_ + since_start}};
  const auto midnight = floor<days>(time);
  const year_month_day date{midnight};
  const hh_mm_ss clock{time - midnight};
  const int year = int{date.year()};
  switch (index) {
    case kSeconds: return in_format(static_cast<unsigned>(clock.seconds().count()));
    case kMinutes: return in_format(static_cast<unsigned>(clock.minutes().count()));
    case kHours: return hours(static_cast<unsigned>(clock.hours().count()));
    case kWeekday: return in_format(weekday{midnight}.c_encoding() + 1);  // Sunday is 1
    case kDay: return in_format(unsigned{date.day()});
    case kMonth: return in_format(unsigned{date.month()});
    case kYear: return in_format(static_cast<unsigned>(year % 100));
    case kCentury: return in_format(static_cast<unsigned>(year / 100));
    case kStatusA: return status_a();
    case kStatusC: return 0;
    case kStatusD: return kValidRam;
    default: return ram_[index];
  }
}

std::uint8_t Cmos::status_a() const {
  const std::uint64_t micros = micros_.pulses_at(now_) % kMicrosPerSecond;
  const bool updating = micros >= kMicrosPerSecond - kUpdateMicros;
  return static_cast<std::uint8_t>(ram_[kStatusA] | (updating ? kUpdating : 0));
}

std::uint8_t Cmos::in_format(unsigned value) const {
  if ((ram_[kStatusB] & kBinary) != 0) return static_cast<std::uint8_t>(value);
  return static_cast<std::uint8_t>(value / 10 << 4 | value % 10);
}

// In 12-hour format bit 7 is PM, and midnight and noon are 12.
std::uint8_t Cmos::hours(unsigned hour) const {
  if ((ram_[kStatusB] & k24Hours) != 0) return in_format(hour);
  const unsigned twelve = hour % 12 == 0 ? 12 : hour % 12;
  return static_cast<std::uint8_t>(in_format(twelve) | (hour >= 12 ? 0x80 : 0));
}

void Cmos::visit(StateVisitor& state) {
  state.field("ram", ram_);
  state.field("index", index_);
  state.field("now", now_);
}

}  // namespace vectorscope
