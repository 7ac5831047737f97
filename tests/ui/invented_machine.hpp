// SPDX-License-Identifier: GPL-2.0-or-later
// A machine that was made up: cores that allocate through slot 0x80, take a
// timer interrupt and send each other messages. It runs nothing; it fills the
// views that the window shows.
#pragma once
#include <algorithm>
#include <string>
#include <vector>

#include "emu/session/view.hpp"

namespace vectorscope::invented {

inline constexpr std::uint32_t kNormal = 0x00105240, kBusy = 0x001052A0, kTimer = 0x00104002,
                               kDefault = 0x00101000;

class Machine {
 public:
  explicit Machine(MachineConfig config)
      : config_(std::move(config)), cores_(config_.cores), builder_(config_.cores, nullptr) {
    for (SlotView& slot : slots_) { slot.now = kDefault; slot.now_name = "int_default"; }
    hold(0x20, kTimer, "timer_isr");
    hold(0x21, 0x00103F40, "kbd_normal");
    hold(0x80, kNormal, "pmm_alloc_normal");
    hold(0x81, 0x00105300, "pmm_free_normal");
    hold(0x82, 0x00106100, "fs_open_normal");
    for (CoreId core = 0; core < count(); ++core) publish(core, events::CoreStarted{0x100000});
    print("SMP kernel  i386  " + std::to_string(cores_.size()) + " cores online", 0x0F);
    print("handlers: 256 slots at 00140000", 0x07);
    print("demo> ", 0x0B);
  }

  [[nodiscard]] CoreId cores() const { return count(); }
  [[nodiscard]] Step step() const { return step_; }
  [[nodiscard]] bool can_run(CoreId core) const {
    return core < cores_.size() && !cores_[core].dead && !cores_[core].frozen && !asleep;
  }
  [[nodiscard]] bool any_can_run() const {
    for (CoreId core = 0; core < count(); ++core) if (can_run(core)) return true;
    return false;
  }
  [[nodiscard]] bool swapped() const { return slots_[0x80].swaps > 0; }
  [[nodiscard]] bool all_dead() const {
    return std::all_of(cores_.begin(), cores_.end(), [](const Core& core) { return core.dead; });
  }

  /// One instruction.
  void run(CoreId core) {
    if (!can_run(core)) return;
    Core& one = cores_[core];
    one.before = one.registers;
    one.registers.eip = 0x00105240 + std::uint32_t(one.steps * 3 % 96);
    one.registers.eax = std::uint32_t(one.steps * 0x1F35);
    one.registers.eflags = 0x202 | (one.steps % 3 == 0 ? 0x40 : 0);
    happen(core, one, (one.steps + core * 37) % 160);
    ++one.steps;
    ++step_;
  }
  void next() {
    for (std::size_t tried = 0; tried < cores_.size(); ++tried) {
      turn_ = CoreId((turn_ + 1) % cores_.size());
      if (can_run(turn_)) return run(turn_);
    }
  }

  void kill(CoreId core) {
    cores_[core].dead = true;
    publish(core, events::CoreStopped{Stop::Killed, cores_[core].registers.eip});
    say("core " + std::to_string(core) + " was killed at step " + std::to_string(step_));
  }
  void freeze(CoreId core, bool frozen) {
    cores_[core].frozen = frozen;
    if (frozen) publish(core, events::CoreFrozen{});
    else publish(core, events::CoreThawed{});
  }
  void key(std::uint8_t scancode) {
    asleep = false;
    publish(kNoCore, events::KeyPressed{scancode});
    pic_.irr |= 2;
  }
  void print(const std::string& line, std::uint8_t attribute) {
    for (std::size_t at = 0; at < line.size() && at < 80; ++at) {
      screen_.cells[std::size_t(row_) * 80 + at] = std::uint16_t(std::uint8_t(line[at]) | attribute << 8);
    }
    screen_.cursor_row = row_++ % 25;
    screen_.cursor_column = int(line.size());
    serial_ += line + "\n";
  }
  void say(std::string caption) { caption_ = std::move(caption); }

  std::shared_ptr<const Timeline> timeline() {
    builder_.follow(log_, step_);
    return builder_.snapshot();
  }
  /// All but what the session knows: serial, title, run state, selection.
  void fill(MachineView& view, CoreId selected) {
    view.config = config_;
    view.step = step_;
    view.caption = caption_;
    view.handlers_known = true;
    view.slots = slots_;
    view.pic = pic_;
    view.ipi = ipi_;
    view.screen = screen_;
    view.serial_text = serial_;
    view.debug_text = "debug port\n";
    view.timeline = timeline();
    for (CoreId core = 0; core < count(); ++core) view.cores.push_back(look_at(core, *view.timeline));
    view.disassembly = code(cores_[selected].registers.eip);
  }

  bool asleep = false;  ///< every core halted until a key comes

 private:
  struct Core {
    Registers registers{}, before{};
    Step steps = 0;
    unsigned depth = 0;
    bool dead = false, frozen = false;
  };

  [[nodiscard]] CoreId count() const { return CoreId(cores_.size()); }
  void hold(Vector vector, std::uint32_t address, const char* name) {
    slots_[vector].now = address;
    slots_[vector].now_name = name;
  }
  void publish(CoreId core, const EventBody& body) { log_.append({step_, core, body}); }

  void happen(CoreId core, Core& one, Step phase) {
    switch (phase) {
      case 20: return enter(core, one, 0x80);
      case 24: return swap(core, kBusy, "pmm_alloc_busy");
      case 60: return swap(core, kNormal, "pmm_alloc_normal");
      case 64: return leave(core, one, 0x80);
      case 90: return send(core);
      case 110: return enter(core, one, 0x20);
      case 122: return leave(core, one, 0x20);
      default: return;
    }
  }
  void enter(CoreId core, Core& one, Vector vector) {
    if (one.depth) return;
    ++one.depth;
    ++slots_[vector].calls;
    publish(core, events::InterruptEntry{vector, Cause::Software, std::uint16_t(one.depth), one.registers.eip, slots_[vector].now});
  }
  void leave(CoreId core, Core& one, Vector vector) {
    if (!one.depth) return;
    --one.depth;
    publish(core, events::InterruptExit{vector, std::uint16_t(one.depth), 0});
  }
  void swap(CoreId core, std::uint32_t now, const char* name) {
    SlotView& slot = slots_[0x80];
    publish(core, events::SlotSwap{0x80, slot.now, now, cores_[core].registers.eip});
    slot.was = std::exchange(slot.now, now);
    slot.was_name = std::exchange(slot.now_name, name);
    ++slot.swaps;
    slot.last_by = core;
    slot.last_swap = step_;
    slot.seen_by = std::uint16_t(1u << core | 1u << (core + 1) % cores_.size());
    say("core " + std::to_string(core) + " swapped slot 0x80: " + slot.was_name + " → " + name);
  }
  void send(CoreId core) {
    const auto target = CoreId((core + 1) % cores_.size());
    const bool dead = cores_[target].dead;
    publish(core, events::IpiSent{target, 0xF1, dead ? Delivery::Busy : Delivery::Accepted, Controller::IpiBus});
    if (!dead) publish(target, events::IpiReceived{core, 0xF1});
    ipi_.model = "busy (c)";
    ipi_.recent.push_back({core, target, 0xF1, dead ? Delivery::Busy : Delivery::Accepted, step_, !dead});
    if (ipi_.recent.size() > 8) ipi_.recent.erase(ipi_.recent.begin());
  }

  [[nodiscard]] CoreView look_at(CoreId core, const Timeline& timeline) const {
    const Core& one = cores_[core];
    CoreView view;
    view.id = core;
    const auto spans = timeline.span_count(core);  // none at step 0
    const Span span = spans > 0 ? timeline.span(core, spans - 1) : Span{};
    view.state = one.dead ? LaneState::Dead : one.frozen ? LaneState::Frozen : asleep ? LaneState::Halted : span.state;
    view.vector = span.vector;
    view.depth = one.depth;
    view.steps = one.steps;
    view.where = one.depth ? "pmm_alloc_normal+0x" + std::to_string(one.steps % 90) : "demo_worker+0x1c";
    if (one.dead) view.note = "killed";
    view.registers = one.registers;
    view.before = one.before;
    return view;
  }

  [[nodiscard]] static std::vector<DisassemblyLine> code(std::uint32_t eip) {
    static const char* const kText[][3] = {
        {"60", "pushal", ""}, {"1E", "push", "ds"}, {"B8 10 00 00 00", "mov", "eax, 0x10"},
        {"8E D8", "mov", "ds, eax"}, {"87 14 8D 00 00 14 00", "xchg", "dword ptr [ecx*4 + 0x140000], edx"},
        {"F0 0F AB 05 80", "lock bts", "dword ptr [0x145080], eax"}, {"1F", "pop", "ds"},
        {"61", "popal", ""}, {"CF", "iretd", ""}, {"FA", "cli", ""}, {"F4", "hlt", ""}};
    std::vector<DisassemblyLine> lines;
    for (std::uint32_t at = 0; at < 32; ++at) {
      const auto& text = kText[at % 11];
      DisassemblyLine line{kNormal + at * 3, text[0], text[1], text[2], "", "", kNormal + at * 3 == eip};
      if (at % 11 == 4) line.comment = "handles";
      if (at == 0) line.label = "pmm_alloc_normal";
      if (at == 9) line.label = "ipi_halt";
      lines.push_back(line);
    }
    return lines;
  }

  MachineConfig config_;
  std::vector<Core> cores_;
  Step step_ = 0;
  CoreId turn_ = 0;
  EventLog log_;
  TimelineBuilder builder_;
  std::array<SlotView, 256> slots_{};
  PicView pic_{0, 0, 0xFFF8, false};
  IpiView ipi_{"busy (c)", {}};
  ScreenView screen_;
  int row_ = 0;
  std::string serial_, caption_;
};

}  // namespace vectorscope::invented
