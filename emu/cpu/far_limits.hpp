// SPDX-License-Identifier: GPL-2.0-or-later
// What the engine does not ask of far transfers. Beyond the new code segment's limit they
// fault themselves, and a return to an outer ring needs its stack pointer within the stack's
// limit (SDM 2A, CALL, IRET and JMP, 2B, RET: "Operation"). These come last of all; whatever
// comes before, the engine finds out.
#pragma once
#include <cstdint>
#include <optional>
#include <span>

#include "emu/cpu/access_check.hpp"
#include "emu/cpu/engine.hpp"
#include "emu/cpu/quiet_memory.hpp"

namespace vectorscope {

/// Of a far JMP or CALL.
struct FarPointer {
  std::uint32_t offset = 0;
  std::uint32_t selector = 0;
  bool call = false;
};

/// RET or IRET, with what it pops.
struct FarReturn {
  std::uint32_t eip = 0;
  std::uint32_t selector = 0;
  std::uint32_t flags = 0;  ///< IRET
  bool interrupt = false;   ///< IRET
  unsigned bytes = 0;       ///< of an operand
  std::uint32_t rest = 0;   ///< from the stack pointer to what an outer ring's stack is taken from
};

struct FarRefusal {
  Vector vector = 0;
  std::uint32_t error_code = 0;
};

class FarLimits {
 public:
  FarLimits(Engine& engine, std::span<const std::uint8_t> ram, const AccessCheck& access)
      : engine_(engine), memory_(ram, engine.paging()), access_(access) {}

  /// Of JMP in protected mode the engine asks it itself.
  [[nodiscard]] std::optional<FarRefusal> of(const FarPointer& to) const;
  [[nodiscard]] std::optional<FarRefusal> of(const FarReturn& from) const;

 private:
  struct Target;
  [[nodiscard]] std::optional<Target> called(const FarPointer& to) const;
  [[nodiscard]] bool may_return_to(const Descriptor& code, unsigned ring) const;
  [[nodiscard]] bool has_stack_for(unsigned ring) const;

  Engine& engine_;
  QuietMemory memory_;
  const AccessCheck& access_;
};

}  // namespace vectorscope
