// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/bus/ram.hpp"

#include <fmt/format.h>
#include <sys/mman.h>

#include <utility>

namespace vectorscope {
namespace {
constexpr std::size_t kSlack = 4096;
}

// Anonymous pages cost nothing until the guest touches them.
Result<Ram> Ram::create(std::size_t bytes) {
  void* data = mmap(nullptr, bytes + kSlack, PROT_READ | PROT_WRITE,
                    MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (data == MAP_FAILED)
    return fail(fmt::format("RAM: {} MB are not to be had; ask for less with --ram", bytes >> 20));
  return Ram(static_cast<std::uint8_t*>(data), bytes);
}

Ram::Ram(Ram&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

Ram::~Ram() {
  if (data_) munmap(data_, size_ + kSlack);
}

}  // namespace vectorscope
