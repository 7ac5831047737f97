// SPDX-License-Identifier: GPL-2.0-or-later
// The engine's translator gives up with abort() on some bytes that no compiler writes
// (LOCK BTS of a register; unicorn-engine/unicorn#2358). No guest may take the
// program down: control comes back here instead, and the engine is of no more use.
#pragma once
#include <csetjmp>

namespace vectorscope {

class Refuge {
 public:
  /// False: the library that `library` is a function of called abort() in `body`, which was left
  /// where it stood. Nobody else's abort() is caught. Other fibers may come and go in between.
  template <class Body>
  static bool survives(const void* library, const Body& body) {
    Refuge refuge(library, static_cast<const char*>(__builtin_frame_address(0)));
    if (sigsetjmp(refuge.way_out_, 0) != 0) return false;
    body();
    return true;
  }

  Refuge(const Refuge&) = delete;
  Refuge& operator=(const Refuge&) = delete;

 private:
  Refuge(const void* library, const char* frame);
  ~Refuge();
  static void install();
  static void on_abort(int);
  static Refuge* of_stack(const char* here);

  sigjmp_buf way_out_{};
  const void* library_;
  const char* frame_;  ///< tells whose stack is in use
};

}  // namespace vectorscope
