// SPDX-License-Identifier: GPL-2.0-or-later
// The board: cores, RAM, devices, and one decision at a time.
#pragma once
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "emu/base/result.hpp"
#include "emu/base/types.hpp"
#include "emu/cpu/core_status.hpp"
#include "emu/cpu/registers.hpp"
#include "emu/cpu/store_buffer.hpp"
#include "emu/load/image.hpp"
#include "emu/machine/config.hpp"
#include "emu/machine/decision.hpp"
#include "emu/machine/trouble_book.hpp"
#include "emu/trace/event_log.hpp"

namespace vectorscope {

class Board;

/// Why `apply` returned.
enum class Ended : std::uint8_t {
  Done,         ///< all steps were run, or the input was taken
  Asked,        ///< a watcher asked to stop; fewer steps than asked
  CannotRun,    ///< the core is halted, frozen, stopped, or was never started
  Idle,         ///< every core waits, and nothing but an input can wake one
  Over,         ///< no core can ever run again
  GuestExited,  ///< port F4 was written
};

struct Applied {
  Step steps = 0;  ///< really run
  Ended ended = Ended::Done;
};

/// How a machine is run; it makes no difference to what it does, and is no part
/// of a recording.
enum class EngineWay : std::uint8_t {
  Exact,  ///< it looks at every instruction
  Fast,   ///< ... but where it can tell that nothing happens, at blocks of them
  Eager,  ///< as Fast, and where a turn is so short that this is slower: for comparing them
};

class Machine {
 public:
  /// Errors: cores or RAM out of range, segments outside RAM, an engine that
  /// is too old.
  static Result<std::unique_ptr<Machine>> create(const MachineConfig& config,
                                                 std::shared_ptr<const Image> image,
                                                 EngineWay engine = EngineWay::Exact);
  ~Machine();
  Machine(const Machine&) = delete;
  Machine& operator=(const Machine&) = delete;

  /// The only door. What was really run is returned and, with exactly the
  /// steps run, appended to `decisions()`; replaying that list on a machine of
  /// the same configuration and image gives the same state, bit for bit.
  Applied apply(const Decision& decision);
  [[nodiscard]] const std::vector<Decision>& decisions() const;

  /// Functions whose calls and returns are published (FunctionEnter/Exit).
  /// Watching changes nothing in the guest.
  void watch_functions(const std::vector<LinearAddress>& entries);

  /// Sees every event as it is published; true asks the machine to stop before
  /// the next instruction. One watcher at a time; nullptr removes it.
  void set_watcher(std::function<bool(const Event&)> watcher);

  [[nodiscard]] Step step() const;
  [[nodiscard]] Ticks now() const;
  [[nodiscard]] const MachineConfig& config() const;
  [[nodiscard]] const Image& image() const;
  [[nodiscard]] const EventLog& log() const;
  /// What nothing answered or a device refused; the log has only some of each kind.
  [[nodiscard]] const TroubleBook& troubles() const;
  [[nodiscard]] bool exited() const;
  [[nodiscard]] std::uint32_t exit_code() const;  ///< as written to port F4

  // Looking: changes nothing.
  [[nodiscard]] CoreStatus status(CoreId core) const;
  [[nodiscard]] bool can_run(CoreId core) const;
  [[nodiscard]] Registers registers(CoreId core) const;
  [[nodiscard]] Step core_steps(CoreId core) const;
  [[nodiscard]] unsigned interrupt_depth(CoreId core) const;  ///< handlers it is inside of
  [[nodiscard]] bool interrupts_enabled(CoreId core) const;   ///< EFLAGS.IF
  /// Under TSO: stores of the core that only the core itself sees, the oldest first.
  [[nodiscard]] std::vector<WaitingStore> waiting_stores(CoreId core) const;
  [[nodiscard]] std::span<const std::uint8_t> ram() const;
  /// What the core would read at a linear address (its own page tables);
  /// fewer bytes if a page is missing.
  [[nodiscard]] std::vector<std::uint8_t> read_linear(CoreId core, LinearAddress at,
                                                      std::size_t count) const;
  [[nodiscard]] const HandlersAt* handlers() const;  ///< nullptr: none known
  [[nodiscard]] Board& board();  ///< devices, for panels that show them (Who::Viewer)

  /// How it was run; not part of what it is.
  struct EngineUse {
    Step in_blocks = 0;           ///< steps that were not looked at one by one
    Step counted = 0;             ///< of these, not executed: they could change nothing
    std::size_t begun_again = 0;  ///< times that a block was not what it was believed to be
  };
  [[nodiscard]] EngineUse engine_use() const;

  /// 64-bit hash of the whole state: RAM, registers, devices, time.
  [[nodiscard]] std::uint64_t hash() const;

 private:
  class Impl;
  explicit Machine(std::unique_ptr<Impl> impl);
  void begin_again();
  std::unique_ptr<Impl> impl_;
};

}  // namespace vectorscope
