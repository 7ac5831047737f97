// SPDX-License-Identifier: GPL-2.0-or-later
// A stack of its own for every core, so that the machine can leave a core in
// the middle of the engine's run and come back to it later for the price of a
// function call.
#pragma once
#include <cstddef>
#include <functional>

#include <boost/context/protected_fixedsize_stack.hpp>

namespace vectorscope {

/// All fibers of a machine run on one host thread, one at a time, and switch to
/// each other by name: from core to core without a detour. x86-64 hosts only,
/// as the engine's hidden state is.
class Fiber {
 public:
  Fiber() = default;  ///< the stack that the caller is on already
  /// `body` begins at the first switch to it and, when it returns, control goes
  /// to `home`. It must have returned before the fiber is destroyed: an
  /// engine's C frames cannot be unwound.
  Fiber(Fiber& home, std::function<void()> body);
  ~Fiber();
  Fiber(const Fiber&) = delete;
  Fiber& operator=(const Fiber&) = delete;

  /// Leaves this fiber, which must be the one that runs, for `to`.
  void switch_to(Fiber& to);
  [[nodiscard]] bool finished() const { return finished_; }

 private:
  [[noreturn]] static void enter(Fiber* self);
  void arrived();

  void* stack_pointer_ = nullptr;  ///< while another fiber runs
  Fiber* came_from_ = nullptr;     ///< whoever switched here last
  Fiber* home_ = nullptr;
  std::function<void()> body_;
  boost::context::stack_context stack_;
  bool finished_ = false;
  // The address sanitizer wants to know which stack is in use.
  const void* bottom_ = nullptr;
  std::size_t size_ = 0;
  void* fake_stack_ = nullptr;
};

}  // namespace vectorscope
