// SPDX-License-Identifier: GPL-2.0-or-later
// A stack of its own for every core, so that the machine can leave a core in
// the middle of the engine's run and come back to it later for the price of a
// function call.
#pragma once
#include <cstddef>
#include <functional>

#include <boost/context/fiber.hpp>

namespace vectorscope {

/// Both sides run on the same host thread. The body must return before the
/// fiber is destroyed: an engine's C frames cannot be unwound.
class Fiber {
 public:
  explicit Fiber(std::function<void()> body);
  Fiber(const Fiber&) = delete;
  Fiber& operator=(const Fiber&) = delete;

  void resume();  ///< from outside: runs the body until it yields or returns
  void yield();   ///< from the body: back to whoever resumed it
  [[nodiscard]] bool finished() const { return finished_; }

 private:
  std::function<void()> body_;
  boost::context::fiber inside_;
  boost::context::fiber outside_;
  bool finished_ = false;
  // The address sanitizer wants to know which stack is in use.
  const void* inside_bottom_ = nullptr;
  std::size_t inside_size_ = 0;
  const void* outside_bottom_ = nullptr;
  std::size_t outside_size_ = 0;
  void* inside_fake_ = nullptr;
  void* outside_fake_ = nullptr;
};

}  // namespace vectorscope
