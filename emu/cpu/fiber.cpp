// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/cpu/fiber.hpp"

#include <cstdint>
#include <cstdlib>

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

#ifndef __x86_64__
#error "fibers switch stacks by the x86-64 System V ABI; see switch_stack below"
#endif

// Saves what a callee must preserve (System V ABI, x86-64, 3.2.1) on the stack
// that is left and takes it from the one that is entered. It ends with RET, so
// that the CPU's prediction of returns stays right: Boost's jump, which does
// not, costs twice as much at every turn of a core.
extern "C" void vectorscope_switch_stack(void** leave, void* enter);
extern "C" void vectorscope_first_entry();
asm(R"(
  .text
  .type vectorscope_switch_stack, @function
vectorscope_switch_stack:
  pushq %rbp
  pushq %rbx
  pushq %r12
  pushq %r13
  pushq %r14
  pushq %r15
  movq %rsp, (%rdi)
  movq %rsi, %rsp
  popq %r15
  popq %r14
  popq %r13
  popq %r12
  popq %rbx
  popq %rbp
  ret
  .size vectorscope_switch_stack, . - vectorscope_switch_stack

  .type vectorscope_first_entry, @function
vectorscope_first_entry:          # R12: the function, R13: its argument
  xorl %ebp, %ebp
  movq %r13, %rdi
  call *%r12
  .size vectorscope_first_entry, . - vectorscope_first_entry
)");

namespace vectorscope {
namespace {

#ifdef VECTORSCOPE_ASAN
constexpr std::size_t kStackBytes = 2 << 20;  // instrumented frames are larger
void leaving(void** fake, const void* bottom, std::size_t size) {
  __sanitizer_start_switch_fiber(fake, bottom, size);
}
void arrival(void* fake, const void** bottom, std::size_t* size) {
  __sanitizer_finish_switch_fiber(fake, bottom, size);
}
// The marks of frames that never returned would outlive the stack.
void forget_marks(const void* bottom, std::size_t size) {
  ASAN_UNPOISON_MEMORY_REGION(bottom, size);
}
#else
constexpr std::size_t kStackBytes = 512 << 10;
void leaving(void**, const void*, std::size_t) {}
void arrival(void*, const void**, std::size_t*) {}
void forget_marks(const void*, std::size_t) {}
#endif

boost::context::protected_fixedsize_stack allocator() {
  return boost::context::protected_fixedsize_stack(kStackBytes);
}

}  // namespace

Fiber::Fiber(Fiber& home, std::function<void()> body)
    : home_(&home), body_(std::move(body)), stack_(allocator().allocate()) {
  bottom_ = static_cast<const char*>(stack_.sp) - stack_.size;
  size_ = stack_.size;
  // As if this stack had been left by a switch: RET goes to the first entry.
  auto** top = static_cast<void**>(stack_.sp);
  top -= 2;  // keeps the 16-byte alignment at the call in the first entry
  *--top = reinterpret_cast<void*>(&vectorscope_first_entry);
  *--top = nullptr;                           // RBP
  *--top = nullptr;                           // RBX
  *--top = reinterpret_cast<void*>(&enter);   // R12
  *--top = this;                              // R13
  *--top = nullptr;                           // R14
  *--top = nullptr;                           // R15
  stack_pointer_ = top;
}

Fiber::~Fiber() {
  if (!stack_.sp) return;
  forget_marks(bottom_, size_);
  allocator().deallocate(stack_);
}

// Not instrumented: where the sanitizer keeps locals off the stack, a fiber that
// ends has none left to come back to.
__attribute__((no_sanitize_address)) void Fiber::switch_to(Fiber& to) {
  to.came_from_ = this;
  leaving(finished_ ? nullptr : &fake_stack_, to.bottom_, to.size_);
  vectorscope_switch_stack(&stack_pointer_, to.stack_pointer_);
  arrived();
}

void Fiber::arrived() { arrival(fake_stack_, &came_from_->bottom_, &came_from_->size_); }

__attribute__((no_sanitize_address)) void Fiber::enter(Fiber* self) {
  self->arrived();
  self->body_();
  self->finished_ = true;
  self->switch_to(*self->home_);
  std::abort();  // a finished fiber is never entered again
}

}  // namespace vectorscope
