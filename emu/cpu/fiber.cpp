// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/cpu/fiber.hpp"

#include <boost/context/protected_fixedsize_stack.hpp>

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/common_interface_defs.h>
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__
#include <sanitizer/common_interface_defs.h>
#endif
#endif

namespace vectorscope {
namespace {

#ifdef __SANITIZE_ADDRESS__
constexpr std::size_t kStackBytes = 2 << 20;  // instrumented frames are larger
void leaving(void** fake, const void* bottom, std::size_t size) {
  __sanitizer_start_switch_fiber(fake, bottom, size);
}
void arrived(void* fake, const void** bottom, std::size_t* size) {
  __sanitizer_finish_switch_fiber(fake, bottom, size);
}
#else
constexpr std::size_t kStackBytes = 512 << 10;
void leaving(void**, const void*, std::size_t) {}
void arrived(void*, const void**, std::size_t*) {}
#endif

}  // namespace

Fiber::Fiber(std::function<void()> body) : body_(std::move(body)) {
  boost::context::protected_fixedsize_stack allocator(kStackBytes);
  auto stack = allocator.allocate();
  inside_bottom_ = static_cast<const char*>(stack.sp) - stack.size;
  inside_size_ = stack.size;
  inside_ = boost::context::fiber(
      std::allocator_arg, boost::context::preallocated(stack.sp, stack.size, stack), allocator,
      [this](boost::context::fiber&& outside) {
        outside_ = std::move(outside);
        arrived(nullptr, &outside_bottom_, &outside_size_);
        body_();
        finished_ = true;
        leaving(nullptr, outside_bottom_, outside_size_);
        return std::move(outside_);
      });
}

void Fiber::resume() {
  leaving(&outside_fake_, inside_bottom_, inside_size_);
  inside_ = std::move(inside_).resume();
  arrived(outside_fake_, nullptr, nullptr);
}

void Fiber::yield() {
  leaving(&inside_fake_, outside_bottom_, outside_size_);
  outside_ = std::move(outside_).resume();
  arrived(inside_fake_, &outside_bottom_, &outside_size_);
}

}  // namespace vectorscope
