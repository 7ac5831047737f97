// SPDX-License-Identifier: GPL-2.0-or-later
// The local APICs of all cores: one page, banked by the issuing core. Source:
// Intel SDM volume 3, chapter "Advanced Programmable Interrupt Controller".
#pragma once
#include <array>
#include <bitset>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "emu/bus/device.hpp"
#include "emu/interrupts/ioapic.hpp"
#include "emu/trace/event.hpp"

namespace vectorscope {

/// What a local APIC does to cores. All but `attention` are messages that have arrived.
struct LapicWires {
  std::function<void(CoreId)> attention;  ///< `pending` may have become true
  std::function<void(CoreId target, CoreId from)> init;
  std::function<void(CoreId target, Vector page, CoreId from)> startup;  ///< start at page << 12
  std::function<void(CoreId)> nmi;
  /// False: nobody answers at that ID, and the sender's message has no target.
  std::function<bool(CoreId)> present;
  /// A level-triggered vector was ended: the I/O APIC may send it again.
  std::function<void(Vector)> level_ended = {};
  /// A message that `target` would accept is on its way: it gets lost; a fixed
  /// one comes so much later.
  std::function<bool(CoreId target)> lost = {};
  std::function<Ticks(CoreId target)> late = {};
};

/// Registers at FEE00000, 4 KB, 32 bits wide at multiples of 16; anything else
/// is a DeviceError and ignored. The core's number is its ID. The timer counts
/// core cycles divided by 1 to 128.
class LocalApics final : public Device {
 public:
  static constexpr PhysicalAddress kBase = 0xFEE00000;
  static constexpr std::uint32_t kSize = 0x1000;

  LocalApics(unsigned cores, EventSink& events, LapicWires wires);

  /// An unmasked request of higher priority than the PPR waits. A software-disabled
  /// APIC has none.
  [[nodiscard]] bool pending(CoreId core) const;
  /// INTA: moves the highest request into service; the spurious vector if there
  /// is none. An IPI publishes IpiReceived with its vector as the message.
  Vector acknowledge(CoreId core);
  /// The core takes the PIC's INTR: LINT0 is an unmasked ExtINT, or the APIC is
  /// off (virtual wire, as a board without an APIC).
  [[nodiscard]] bool accepts_pic(CoreId core) const;
  /// The level at LINT0, where a board has the PIC's INTR: an NMI or a fixed
  /// interrupt if its LVT entry says so (SDM 3A, 10.5.1).
  void set_lint0(CoreId core, bool level);
  /// A message of the bus that is no IPI (IOAPIC, MSI).
  void post(CoreId target, Vector vector, bool level_triggered);
  /// A message of the I/O APIC: to every core that it addresses, or to the least
  /// busy of them (SDM 3A, 10.6.2).
  void accept(const InterruptMessage& message);
  /// What INIT leaves (SDM, "Local APIC State After It Receives an INIT"). INIT
  /// IPIs do so by themselves before `wires.init`.
  void init_reset(CoreId core);

  /// MSR 1B (IA32_APIC_BASE): bit 8 BSP, bit 11 enable. The address is fixed.
  [[nodiscard]] std::uint64_t base_msr(CoreId core) const { return banks_[core].base_msr; }
  void set_base_msr(CoreId core, std::uint64_t value);

  using Bits = std::bitset<256>;  ///< bit n is vector n
  [[nodiscard]] Bits irr(CoreId core) const { return to_bits(banks_[core].irr); }
  [[nodiscard]] Bits isr(CoreId core) const { return to_bits(banks_[core].isr); }
  [[nodiscard]] Bits tmr(CoreId core) const { return to_bits(banks_[core].tmr); }

  std::uint32_t read(std::uint32_t offset, unsigned width, Access access) override;
  void write(std::uint32_t offset, unsigned width, std::uint32_t value, Access access) override;
  /// The ID and the version, which kernels read all the time to learn where they run.
  [[nodiscard]] std::optional<std::uint32_t> read_quietly(std::uint32_t offset, unsigned width,
                                                          Access access) const override;
  void reset() override;
  void visit(StateVisitor& state) override;
  [[nodiscard]] Ticks next_deadline() const override;
  void advance(Ticks now) override;

 private:
  using Words = std::array<std::uint32_t, 8>;
  enum Lvt : unsigned { kTimer, kThermal, kPerformance, kLint0, kLint1, kError, kLvts };

  struct Bank {
    Words irr{}, isr{}, tmr{};
    std::array<CoreId, 256> sender{};  // of the IPI whose request waits, kNoCore if it was none
    std::array<std::uint32_t, kLvts> lvt{};
    std::uint32_t tpr = 0, svr = 0, ldr = 0, dfr = 0;
    std::uint32_t icr_low = 0, icr_high = 0;
    std::uint32_t esr = 0, errors = 0;  // as read, and since the last write
    std::uint32_t divide = 0;
    std::uint32_t initial_count = 0;
    std::uint32_t count = 0;  // what the timer held at `since`, 0 if it stands
    Ticks since = 0;
    std::uint64_t base_msr = 0;
    bool lint0 = false;  // the pin's level
  };

  /// A fixed message that a fault holds back, at most one for each target.
  struct Late {
    Ticks due = 0;  ///< 0: there is none
    CoreId from = 0;
    Vector vector = 0;
    bool level_triggered = false;
  };

  static Bits to_bits(const Words& words);
  static bool enabled(const Bank& bank);
  static std::uint8_t processor_priority(const Bank& bank);
  static int highest(const Words& words);

  [[nodiscard]] CoreId cores() const { return static_cast<CoreId>(banks_.size()); }
  static void power_on(Bank& bank);
  bool request(CoreId target, Vector vector, bool level_triggered, CoreId from);
  void take(CoreId target, const InterruptMessage& message);
  void attend(CoreId core);
  void end_of_interrupt(CoreId core);
  void raise_error(CoreId core, std::uint32_t error);
  void serve_lint0(CoreId core, bool rose);
  void lint0_ended(CoreId core, Vector vector);

  /// No value, or false: there is no such register.
  [[nodiscard]] std::optional<std::uint32_t> register_value(const Bank& bank, CoreId core,
                                                            std::uint32_t offset) const;
  bool set_register(CoreId core, std::uint32_t offset, std::uint32_t value);
  static void set_lvt(Bank& bank, unsigned index, std::uint32_t value);
  void set_svr(CoreId core, std::uint32_t value);
  void refuse(std::uint32_t offset, std::uint32_t value, Access access);

  void send(CoreId from);
  [[nodiscard]] std::uint16_t destinations(CoreId from) const;  ///< bit n is core n
  [[nodiscard]] bool addressed(CoreId core, std::uint8_t destination, bool logical) const;
  [[nodiscard]] std::uint16_t least_busy(std::uint16_t targets) const;
  void deliver(CoreId target, CoreId from, std::uint32_t icr);
  void deliver_fixed(CoreId target, CoreId from, std::uint32_t icr);
  void deliver_late(Ticks now);

  static Ticks ticks_per_count(const Bank& bank);
  void start_timer(Bank& bank, std::uint32_t count) const;
  static std::uint32_t current_count(const Bank& bank, Ticks now);
  static Ticks timer_expiry(const Bank& bank);  ///< kNever if it stands
  void timer_expired(CoreId core);

  EventSink& events_;
  LapicWires wires_;
  std::vector<Bank> banks_;
  std::array<Late, kMaxCores> late_{};
  Ticks now_ = 0;
};

}  // namespace vectorscope
