// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/devices/cmos.hpp"

#include <algorithm>
#include <utility>

#include "emu/base/fault.hpp"

namespace vectorscope {
namespace {

constexpr std::uint8_t kSeconds = 0x00;
constexpr std::uint8_t kSecondsAlarm = 0x01;
constexpr std::uint8_t kMinutes = 0x02;
constexpr std::uint8_t kMinutesAlarm = 0x03;
constexpr std::uint8_t kHours = 0x04;
constexpr std::uint8_t kHoursAlarm = 0x05;
constexpr std::uint8_t kWeekday = 0x06;
constexpr std::uint8_t kDay = 0x07;
constexpr std::uint8_t kMonth = 0x08;
constexpr std::uint8_t kYear = 0x09;
constexpr std::uint8_t kRegisterA = 0x0A;
constexpr std::uint8_t kRegisterB = 0x0B;
constexpr std::uint8_t kRegisterC = 0x0C;
constexpr std::uint8_t kRegisterD = 0x0D;
constexpr std::uint8_t kEquipment = 0x14;
constexpr std::uint8_t kCentury = 0x32;
constexpr std::uint8_t kCoresLessOne = 0x5F;  // QEMU's BIOS

constexpr std::uint8_t kUpdating = 0x80;      // A: UIP
constexpr std::uint8_t kDividerReset = 0x60;  // A: DV2 to DV0 are 11x
constexpr std::uint8_t kRate = 0x0F;          // A: RS
constexpr std::uint8_t kBiosRegisterA = 0x26; // 32.768 kHz crystal, 1024 Hz rate

constexpr std::uint8_t kSet = 0x80;           // B
constexpr std::uint8_t kUpdateEnded = 0x10;   // B: UIE, C: UF
constexpr std::uint8_t kAlarm = 0x20;         // B: AIE, C: AF
constexpr std::uint8_t kPeriodic = 0x40;      // B: PIE, C: PF
constexpr std::uint8_t kInterrupts = kUpdateEnded | kAlarm | kPeriodic;
constexpr std::uint8_t kBinary = 0x04;        // B: DM
constexpr std::uint8_t k24Hours = 0x02;       // B
constexpr std::uint8_t kRequest = 0x80;       // C: IRQF
constexpr std::uint8_t kValidRam = 0x80;      // D: VRT
constexpr std::uint8_t kAny = 0xC0;           // alarm: "don't care" if both are 1
constexpr std::uint8_t kCoprocessor = 0x02;   // equipment

constexpr std::uint64_t kHz = 32'768;
constexpr std::uint64_t kUpdatePulses = 8;    // UIP is high 244 us before an update
constexpr std::int64_t kSecondsADay = 86'400;
constexpr std::int64_t kEndOfTime = 253'402'300'799;  // 9999-12-31, whatever a guest sets

constexpr std::uint64_t kKib = 1024;
constexpr std::uint64_t kMib = 1024 * kKib;

constexpr bool is_time(std::uint8_t index) {
  const bool alarm = index == kSecondsAlarm || index == kMinutesAlarm || index == kHoursAlarm;
  return (index <= kYear && !alarm) || index == kCentury;
}

CalendarFormat format_of(std::uint8_t register_b) {
  return {.binary = (register_b & kBinary) != 0, .hours24 = (register_b & k24Hours) != 0};
}

/// Of a moment, the register with this index.
std::uint8_t part(const CalendarRegisters& time, std::uint8_t index) {
  switch (index) {
    case kSeconds: return time.seconds;
    case kMinutes: return time.minutes;
    case kHours: return time.hours;
    case kWeekday: return time.weekday;
    case kDay: return time.day;
    case kMonth: return time.month;
    case kYear: return time.year;
    default: return time.century;
  }
}

}  // namespace

Cmos::Cmos(unsigned cores, std::uint64_t ram_bytes, std::uint64_t core_hz,
           std::int64_t start_unix_seconds, Line irq8)
    : cores_(cores),
      ram_bytes_(ram_bytes),
      crystal_(kHz, core_hz),
      start_(start_unix_seconds),
      irq8_(std::move(irq8)) {
  power_on();
}

void Cmos::reset() {
  power_on();
  irq8_(false);
}

void Cmos::power_on() {
  ram_.fill(0);
  index_ = 0;
  pending_ = 0;
  seconds_ = start_;
  origin_ = 0;
  seen_ = pulse();
  ram_[kRegisterA] = kBiosRegisterA;
  ram_[kRegisterB] = k24Hours;
  ram_[kEquipment] = kCoprocessor;
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

// --- time -------------------------------------------------------------------

// "Periodic interrupt rate": 1 and 2 are 256 and 128 Hz, the others 32768 >> (n - 1).
Cmos::Pulse Cmos::period() const {
  const unsigned rate = ram_[kRegisterA] & kRate;
  if (rate == 0 || !running()) return 0;
  return Pulse{1} << (rate <= 2 ? rate + 6 : rate - 1);
}

bool Cmos::running() const { return (ram_[kRegisterA] & kDividerReset) != kDividerReset; }
bool Cmos::updating() const { return running() && (ram_[kRegisterB] & kSet) == 0; }

std::int64_t Cmos::passed(Pulse at) const {
  return running() ? std::min(static_cast<std::int64_t>((at - origin_) / kHz), kEndOfTime) : 0;
}

std::int64_t Cmos::second_at(Pulse at) const {
  return std::clamp(seconds_, -kEndOfTime, kEndOfTime) + passed(at);
}

/// The first multiple of `length` since `origin_` that lies after `at`.
Cmos::Pulse Cmos::after(Pulse at, Pulse length) const {
  return origin_ + ((at - origin_) / length + 1) * length;
}

bool Cmos::alarm_at(std::int64_t second) const {
  const auto time = to_registers(second, format_of(ram_[kRegisterB]));
  const auto matches = [](std::uint8_t alarm, std::uint8_t now) {
    return ((alarm & kAny) == kAny && !fault("rtc-no-dont-care")) || alarm == now;
  };
  return matches(ram_[kSecondsAlarm], time.seconds) && matches(ram_[kMinutesAlarm], time.minutes) &&
         matches(ram_[kHoursAlarm], time.hours);
}

// The flags are set whether or not their interrupts are enabled ("Register C").
void Cmos::advance(Ticks now) {
  now_ = now;
  const Pulse to = pulse(), from = std::exchange(seen_, to);
  if (const Pulse length = period(); length != 0 && after(from, length) <= to)
    pending_ |= kPeriodic;
  if (updating() && after(from, kHz) <= to) {
    pending_ |= kUpdateEnded;
    const auto last = second_at(to);
    for (auto second = std::max(second_at(from), last - kSecondsADay) + 1; second <= last; ++second)
      if (alarm_at(second)) pending_ |= kAlarm;
  }
  irq8_((flags() & kRequest) != 0);
}

Ticks Cmos::next_deadline() const {
  const std::uint8_t waits = ram_[kRegisterB] & kInterrupts & ~pending_;
  Ticks first = kNever;
  if (const Pulse length = period(); (waits & kPeriodic) != 0 && length != 0)
    first = crystal_.time_of(after(seen_, length));
  if ((waits & (kAlarm | kUpdateEnded)) != 0 && updating())
    first = std::min(first, crystal_.time_of(after(seen_, kHz)));
  return first;
}

// --- registers --------------------------------------------------------------

std::uint8_t Cmos::flags() const {
  const bool request = (pending_ & ram_[kRegisterB] & kInterrupts) != 0;
  return static_cast<std::uint8_t>(pending_ | (request ? kRequest : 0));
}

std::uint32_t Cmos::read(std::uint32_t offset, unsigned, Access access) {
  if (offset != 1) return 0xFF;  // the index cannot be read
  const std::uint8_t index = index_ & 0x7F, value = value_of(index);
  if (index == kRegisterC && access.is_guest()) {
    if (!fault("rtc-flags-stay")) pending_ = 0;
    irq8_(false);
  }
  return value;
}

std::uint8_t Cmos::value_of(std::uint8_t index) const {
  const bool held = (ram_[kRegisterB] & kSet) != 0;
  if (is_time(index) && !held)
    return part(to_registers(second_at(pulse()), format_of(ram_[kRegisterB])), index);
  switch (index) {
    case kRegisterA: {
      const bool soon = updating() && after(pulse(), kHz) - pulse() <= kUpdatePulses;
      return static_cast<std::uint8_t>(ram_[kRegisterA] | (soon ? kUpdating : 0));
    }
    case kRegisterC: return flags();
    case kRegisterD: return kValidRam;
    default: return ram_[index];
  }
}

void Cmos::write(std::uint32_t offset, unsigned, std::uint32_t value, Access) {
  const auto byte = static_cast<std::uint8_t>(value);
  if (offset == 0) index_ = byte;
  if (offset != 1) return;
  write_register(index_ & 0x7F, byte);
  irq8_((flags() & kRequest) != 0);
}

void Cmos::write_register(std::uint8_t index, std::uint8_t value) {
  if (index == kRegisterC || index == kRegisterD) return;
  if (index == kRegisterA) return write_divider(value & 0x7F);
  if (index == kRegisterB) return write_control(value);
  if (is_time(index)) return write_time(index, value);
  ram_[index] = value;
}

// "When the divider reset is removed, the first update cycle begins one-half
// second later."
void Cmos::write_divider(std::uint8_t value) {
  const bool was = running();
  const auto now = second_at(pulse());
  ram_[kRegisterA] = value;
  if (running() == was) return;
  seconds_ = now;
  origin_ = pulse() - kHz / 2;
}

// "SET: any update cycle in progress is aborted, and a program may initialise
// the time"; it clears UIE.
void Cmos::write_control(std::uint8_t value) {
  const bool was_set = (ram_[kRegisterB] & kSet) != 0, sets = (value & kSet) != 0;
  if (sets && !was_set) hold_time();
  ram_[kRegisterB] = sets ? value & static_cast<std::uint8_t>(~kUpdateEnded) : value;
  if (was_set && !sets) set_time();
}

void Cmos::write_time(std::uint8_t index, std::uint8_t value) {
  const bool held = (ram_[kRegisterB] & kSet) != 0;
  if (!held) hold_time();
  ram_[index] = value;
  if (!held) set_time();
}

/// The time as it is goes to the registers, which stand still.
void Cmos::hold_time() {
  const auto time = to_registers(second_at(pulse()), format_of(ram_[kRegisterB]));
  for (std::uint8_t index = 0; index <= kCentury; ++index)
    if (is_time(index)) ram_[index] = part(time, index);
}

/// The registers become the time. The second goes on where it is: only the
/// divider's reset begins it anew.
void Cmos::set_time() {
  const CalendarRegisters time{.seconds = ram_[kSeconds],
                               .minutes = ram_[kMinutes],
                               .hours = ram_[kHours],
                               .weekday = ram_[kWeekday],
                               .day = ram_[kDay],
                               .month = ram_[kMonth],
                               .year = ram_[kYear],
                               .century = ram_[kCentury]};
  seconds_ = from_registers(time, format_of(ram_[kRegisterB])) - passed(pulse());
}

void Cmos::visit(StateVisitor& state) {
  state.field("ram", ram_);
  state.field("index", index_);
  state.field("pending", pending_);
  state.field("seconds", seconds_);
  state.field("origin", origin_);
  state.field("seen", seen_);
  state.field("now", now_);
}

}  // namespace vectorscope
