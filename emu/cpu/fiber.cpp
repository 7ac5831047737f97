// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/cpu/fiber.hpp"

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define VECTORSCOPE_ASAN
#endif
#endif
#ifdef __SANITIZE_ADDRESS__
#define VECTORSCOPE_ASAN
#endif
#ifdef VECTORSCOPE_ASAN
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#endif

namespace vectorscope {
namespace {

#ifdef VECTORSCOPE_ASAN
constexpr std::size_t kStackBytes = 2 << 20;  // instrumented frames are larger
void leaving(void** fake, const void* bottom, std::size_t size) {
  __sanitizer_start_switch_fiber(fake, bottom, size);
}
void arrived(void* fake, const void** bottom, std::size_t* size) {
  __sanitizer_finish_switch_fiber(fake, bottom, size);
}
// The marks of frames that never returned would outlive the stack.
void forget_marks(const void* bottom, std::size_t size) {
  ASAN_UNPOISON_MEMORY_REGION(bottom, size);
}
#else
constexpr std::size_t kStackBytes = 512 << 10;
void leaving(void**, const void*, std::size_t) {}
void arrived(void*, const void**, std::size_t*) {}
void forget_marks(const void*, std::size_t) {}
#endif

boost::context::protected_fixedsize_stack allocator() {
  return boost::context::protected_fixedsize_stack(kStackBytes);
}

}  // namespace

Fiber::Fiber(Fiber& home, std::function<void()> body)
    : home_(&home), body_(std::move(body)), stack_(allocator().allocate()) {
  context_ = boost::context::detail::make_fcontext(stack_.sp, stack_.size, enter);
  bottom_ = static_cast<const char*>(stack_.sp) - stack_.size;
  size_ = stack_.size;
}

Fiber::~Fiber() {
  if (!stack_.sp) return;
  forget_marks(bottom_, size_);
  allocator().deallocate(stack_);
}

void Fiber::switch_to(Fiber& to) {
  Passage passage{this, &to};
  leaving(finished_ ? nullptr : &fake_stack_, to.bottom_, to.size_);
  arrive(boost::context::detail::jump_fcontext(to.context_, &passage));
}

void Fiber::arrive(boost::context::detail::transfer_t from) {
  auto& other = *static_cast<Passage*>(from.data)->from;
  other.context_ = from.fctx;
  arrived(fake_stack_, &other.bottom_, &other.size_);
}

void Fiber::enter(boost::context::detail::transfer_t from) {
  auto& self = *static_cast<Passage*>(from.data)->to;
  self.arrive(from);
  self.body_();
  self.finished_ = true;
  self.switch_to(*self.home_);
}

}  // namespace vectorscope
