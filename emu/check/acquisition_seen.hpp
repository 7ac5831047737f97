// SPDX-License-Identifier: GPL-2.0-or-later
// Nobody enters after another's acquisition: once a core has executed the store
// that puts a busy handler into the slot, no other core that looks at the slot
// later is let in. Under TSO the store may wait in a buffer meanwhile. Of a lock that
// does not lie in the slot, the acquisition is the return from the function that takes
// it, and a vain try of another core is its look.
#pragma once
#include <array>
#include <bitset>
#include <optional>
#include <vector>

#include "emu/check/checker.hpp"

namespace vectorscope {

class AcquisitionSeen : public Checker {
 public:
  struct Names {
    std::vector<LinearAddress> work;       ///< the section
    std::vector<LinearAddress> taken;      ///< handlers that mean: the slot is taken
    std::vector<LinearAddress> acquire{};  ///< return 0 once they have taken the lock of the slot
    std::vector<LinearAddress> release{};  ///< their call ends that
    std::vector<LinearAddress> waits{};    ///< whoever enters one has found the lock taken
    std::uint16_t slot = 0;
  };
  explicit AcquisitionSeen(Names names) : names_(std::move(names)) { overlooked_.fill(kNoCore); }

  void on(const Event& event) override;
  [[nodiscard]] Verdict verdict() const override;
  [[nodiscard]] bool violated() const override { return blind_.has_value(); }
  [[nodiscard]] bool settled() const override { return violated(); }

 private:
  struct Blind {
    Step step;
    CoreId core, holder;
    bool by_call;
  };

  void stored(CoreId core, std::uint32_t handler);
  void reached_memory(CoreId core, std::uint32_t handler);
  void looked(CoreId core, std::uint32_t handler);
  void entered(Step step, CoreId core);
  void called(const Event& event, const events::FunctionEnter& call);
  void returned(CoreId core, const events::FunctionExit& from);

  Names names_;
  CoreId holder_ = kNoCore;                    ///< its acquisition is the last store
  bool by_call_ = false;                       ///< or a call, for the lock is elsewhere
  std::bitset<kMaxCores> acquiring_;           ///< called for this slot, not yet returned from
  std::array<unsigned, kMaxCores> waiting_{};  ///< its stores to the slot that wait
  /// The holder whose busy handler a core has not seen when it looked last.
  std::array<CoreId, kMaxCores> overlooked_{};
  std::optional<Blind> blind_;  ///< the first
  std::uint64_t acquisitions_ = 0, looks_ = 0, entered_ = 0;
};

}  // namespace vectorscope
