// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/cpu/refuge.hpp"

#include <dlfcn.h>
#include <execinfo.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdlib>
#include <vector>

namespace vectorscope {
namespace {

/// Of this thread's engines that run.
thread_local std::vector<Refuge*> t_refuges;

const void* object_of(const void* code) {
  Dl_info info{};
  return dladdr(code, &info) != 0 ? info.dli_fbase : nullptr;
}

/// Whether that library called abort(), and not somebody whom it called.
bool called_abort(const void* library) {
  const auto* own = object_of(reinterpret_cast<const void*>(&called_abort));
  std::array<void*, 16> frames{};
  const auto count =
      static_cast<std::size_t>(backtrace(frames.data(), static_cast<int>(frames.size())));
  std::size_t i = 0;
  while (i < count && object_of(frames.at(i)) != own) ++i;  // a sanitizer's backtrace
  while (i < count && object_of(frames.at(i)) == own) ++i;  // the handler
  if (i == count) return false;
  const auto* libc = object_of(frames.at(i));
  while (i < count && object_of(frames.at(i)) == libc) ++i;
  return i < count && object_of(frames.at(i)) == object_of(library);
}

}  // namespace

Refuge::Refuge(const void* library, const char* frame) : library_(library), frame_(frame) {
  install();
  t_refuges.push_back(this);
}

Refuge::~Refuge() {
  std::erase(t_refuges, this);
}

void Refuge::install() {
  [[maybe_unused]] static const bool once = [] {
    std::array<void*, 1> frame{};
    backtrace(frame.data(), 1);  // what it loads at its first call is not to be loaded in a handler
    struct sigaction action {};
    action.sa_handler = on_abort;
    action.sa_flags = SA_NODEFER;  // it is left by a jump
    return sigaction(SIGABRT, &action, nullptr) == 0;
  }();
}

/// Stacks grow downwards: of all frames above, the nearest is on the same stack.
Refuge* Refuge::of_stack(const char* here) {
  Refuge* nearest = nullptr;
  for (auto* refuge : t_refuges)
    if (refuge->frame_ > here && (nearest == nullptr || refuge->frame_ < nearest->frame_))
      nearest = refuge;
  return nearest;
}

/// Returning from it ends the program, as abort() does.
void Refuge::on_abort(int) {
  auto* refuge = of_stack(static_cast<const char*>(__builtin_frame_address(0)));
  if (refuge != nullptr && called_abort(refuge->library_)) siglongjmp(refuge->way_out_, 1);
}

}  // namespace vectorscope
