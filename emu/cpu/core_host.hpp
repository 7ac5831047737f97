// SPDX-License-Identifier: GPL-2.0-or-later
// What a core asks of the board around it.
#pragma once
#include <cstdint>
#include <optional>

#include "emu/base/types.hpp"
#include "emu/cpu/block_map.hpp"
#include "emu/cpu/store_buffer.hpp"
#include "emu/trace/event.hpp"

namespace vectorscope {

struct AcceptedInterrupt {
  Vector vector = 0;
  Cause cause = Cause::Pic;
};

class CoreHost : public EventSink {
 public:
  virtual std::uint32_t port_read(CoreId core, std::uint16_t port, unsigned width) = 0;
  virtual void port_write(CoreId core, std::uint16_t port, unsigned width, std::uint32_t value) = 0;
  virtual std::uint32_t mmio_read(CoreId core, PhysicalAddress address, unsigned width) = 0;
  virtual void mmio_write(CoreId core, PhysicalAddress address, unsigned width,
                          std::uint32_t value) = 0;
  /// What a register holds that is read without any effect, whatever time it is.
  [[nodiscard]] virtual std::optional<std::uint32_t> read_quietly(CoreId core,
                                                                  PhysicalAddress address,
                                                                  unsigned width) const = 0;
  /// A block of instructions did what it was not believed to do: what this
  /// decision has done, and does until it ends, is not valid.
  virtual void doubt(const DistrustedCode& block) = 0;
  /// A store to RAM has begun (only where the board asked for it).
  virtual void stored(CoreId core, PhysicalAddress address, unsigned width) = 0;

  /// Under TSO: a store waits in the core's buffer; later it reaches memory.
  virtual void retired(CoreId core, const WaitingStore& store) = 0;
  virtual void drained(CoreId core, const WaitingStore& store) = 0;

  [[nodiscard]] virtual bool nmi_pending(CoreId core) const = 0;
  /// The core began or ceased to hold NMIs back.
  virtual void nmi_gate_changed() = 0;
  /// Acknowledges the most urgent pending interrupt. Nothing if it went away.
  virtual std::optional<AcceptedInterrupt> acknowledge(CoreId core) = 0;
  /// What handles[vector] holds; 0 if no array is known.
  [[nodiscard]] virtual std::uint32_t handler_of(Vector vector) const = 0;

  /// The core began or ceased to take part in the passing of time.
  virtual void status_changed(CoreId core) = 0;
  virtual std::uint64_t timestamp(CoreId core) = 0;  ///< RDTSC
  virtual std::optional<std::uint64_t> read_msr(CoreId core, std::uint32_t index) = 0;
  virtual bool write_msr(CoreId core, std::uint32_t index, std::uint64_t value) = 0;
};

}  // namespace vectorscope
