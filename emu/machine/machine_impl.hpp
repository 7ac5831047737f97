// SPDX-License-Identifier: GPL-2.0-or-later
// The inside of Machine: the board, the cores on it, and the turns they take.
#pragma once
#include <array>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

#include "emu/bus/ram.hpp"
#include "emu/cpu/core.hpp"
#include "emu/machine/board.hpp"
#include "emu/machine/machine.hpp"
#include "emu/machine/slot_watch.hpp"
#include "emu/machine/timebase.hpp"
#include "emu/machine/trouble_book.hpp"

namespace vectorscope {

class Machine::Impl final : public CoreHost {
 public:
  Impl(const MachineConfig& config, std::shared_ptr<const Image> image, Ram ram, EngineWay engine,
       std::vector<DistrustedCode> distrusted = {});
  ~Impl() override { cores.clear(); }  // while the board is still there
  Impl(const Impl&) = delete;
  Impl& operator=(const Impl&) = delete;
  Result<void> power_on();

  Applied apply(const Decision& decision);

  // CoreHost: what a core asks, on its own stack.
  void publish(CoreId core, EventBody body) override;
  std::uint32_t port_read(CoreId core, std::uint16_t port, unsigned width) override;
  void port_write(CoreId core, std::uint16_t port, unsigned width, std::uint32_t value) override;
  std::uint32_t mmio_read(CoreId core, PhysicalAddress address, unsigned width) override;
  void mmio_write(CoreId core, PhysicalAddress address, unsigned width, std::uint32_t value) override;
  [[nodiscard]] std::optional<std::uint32_t> read_quietly(CoreId core, PhysicalAddress address,
                                                          unsigned width) const override {
    return board.mmio.read_quietly(address, width, {Who::Guest, core});
  }
  void doubt(const DistrustedCode& block) override;
  void stored(CoreId core, LinearAddress address, unsigned width) override;
  void retired(CoreId core, const WaitingStore& store) override;
  void drained(CoreId core, const WaitingStore& store) override;
  [[nodiscard]] bool nmi_pending(CoreId core) const override { return nmi_[core]; }
  void nmi_gate_changed() override { refresh_attention(); }
  std::optional<AcceptedInterrupt> acknowledge(CoreId core) override;
  [[nodiscard]] std::uint32_t handler_of(Vector vector) const override { return slots.value(vector); }
  void status_changed(CoreId core) override;
  std::uint64_t timestamp(CoreId core) override;
  std::optional<std::uint64_t> read_msr(CoreId core, std::uint32_t index) override;
  bool write_msr(CoreId core, std::uint32_t index, std::uint64_t value) override;

  [[nodiscard]] Ticks now() const { return time_.at(clock.step); }
  [[nodiscard]] bool any_can_run() const;
  std::uint64_t hash();

  MachineConfig config;
  EngineWay engine;
  std::vector<DistrustedCode> distrusted;  // one for each time that a decision was done over
  bool doubtful = false;                   // the last decision is to be done over
  std::uint64_t told = 0;                  // events that the watcher need not be told, for it was
  std::uint64_t published = 0;
  std::shared_ptr<const Image> image;
  Ram ram;
  Clockwork clock;
  Fiber home;
  std::vector<std::unique_ptr<Core>> cores;  // before the board: its lines reach them at once
  SlotWatch slots;
  bool powered_on = false;  // until then devices that drive their first levels tell nobody
  Board board;
  EventLog log;
  TroubleBook troubles;
  std::vector<Decision> decisions;
  std::vector<LinearAddress> watched;
  std::function<bool(const Event&)> watcher;

 private:
  struct Init { CoreId core; };
  struct Startup { CoreId core; Vector page; };
  struct Reset {};
  struct A20 { bool open; };
  using Request = std::variant<Init, Startup, Reset, A20>;

  BoardWires wires();
  Result<void> place_image();

  // The decisions.
  Applied take(const decisions::Run& run);
  Applied take(const decisions::RunRound& round);
  Applied take(const decisions::Kill& kill);
  Applied take(const decisions::Freeze& freeze);
  Applied take(const decisions::Thaw& thaw);
  Applied take(const decisions::DropIpi& drop);
  Applied take(const decisions::RaiseIrq& raise);
  Applied take(const decisions::Key& key);
  Applied take(const decisions::SerialIn& input);
  Applied take(const decisions::Drain& drain);
  Applied take(const decisions::Poke& poke);
  Applied take(const decisions::DelayIpi& delay);
  Applied take(const decisions::Spurious& spurious);
  Applied take(const decisions::FlipBit& flip);
  Applied take(const decisions::FlipRegister& flip);
  void memory_changed_outside();
  [[nodiscard]] bool record(Decision really, Step steps);
  void arrange_followers();
  void drain_all();
  [[nodiscard]] CoreId next_runnable(unsigned from) const;
  [[nodiscard]] bool interrupted() const { return asked_ || doubtful || board.debug.exited(); }
  [[nodiscard]] Ended ended() const;

  // Between two instructions.
  void boundary();
  void carry_out(const Request& request);
  void note_slots();
  void note_slots_later(CoreId core);
  [[nodiscard]] bool may_wake(CoreId core) const;
  void pass_idle_time();
  void refresh_attention();
  [[nodiscard]] bool pic_for(CoreId core) const;
  [[nodiscard]] CoreId core_count() const { return static_cast<CoreId>(cores.size()); }
  [[nodiscard]] Access guest(CoreId core) { return {Who::Guest, core}; }
  void touch_devices();

  Timebase time_;
  bool a20_ = true;
  std::vector<Request> requests_;
  std::array<bool, kMaxCores> nmi_{};
  std::array<bool, kMaxCores> stopped_by_init_{};
  bool asked_ = false;           // a watcher wants the machine to stop
  std::vector<CoreId> accepted_; // took an interrupt at this step, in this order
  Step accepted_at_ = 0;
  bool idled_ = false;           // in this decision time has passed already, and nobody woke
  bool deadline_known_ = false;
  Step deadline_ = 0;            // step of the devices' next deadline, if known
  bool slots_dirty_ = false;
  CoreId storing_core_ = kNoCore;
  std::uint32_t storing_eip_ = 0;
};

}  // namespace vectorscope
