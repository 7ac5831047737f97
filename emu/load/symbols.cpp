// SPDX-License-Identifier: GPL-2.0-or-later
#include <algorithm>
#include <tuple>

#include <fmt/format.h>

#include "emu/load/image.hpp"

namespace vectorscope {
namespace {

/// Of several names for one address the first is shown: a function before an
/// object, one that knows its size before a bare label.
auto rank(const Symbol& symbol) {
  return std::tuple(symbol.address, !symbol.function, symbol.size == 0,
                    std::string_view(symbol.name));
}

}  // namespace

Symbols::Symbols(std::vector<Symbol> symbols) : symbols_(std::move(symbols)) {
  std::ranges::sort(symbols_, [](const Symbol& a, const Symbol& b) { return rank(a) < rank(b); });
}

const Symbol* Symbols::at(LinearAddress address) const {
  const auto after = std::ranges::upper_bound(symbols_, address, {}, &Symbol::address);
  if (after == symbols_.begin()) return nullptr;
  const LinearAddress begin = std::prev(after)->address;
  const auto symbol = std::ranges::lower_bound(symbols_, begin, {}, &Symbol::address);
  // A label without a size, as assembly leaves them, reaches to the next one.
  if (symbol->size != 0 && address - begin >= symbol->size) return nullptr;
  return &*symbol;
}

const Symbol* Symbols::named(std::string_view name) const {
  const auto symbol = std::ranges::find(symbols_, name, &Symbol::name);
  return symbol == symbols_.end() ? nullptr : &*symbol;
}

std::string Symbols::describe(LinearAddress address) const {
  const Symbol* symbol = at(address);
  if (symbol == nullptr) return fmt::format("0x{:08x}", address);
  if (symbol->address == address) return symbol->name;
  return fmt::format("{}+0x{:02x}", symbol->name, address - symbol->address);
}

}  // namespace vectorscope
