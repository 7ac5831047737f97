// SPDX-License-Identifier: GPL-2.0-or-later
#include "emu/machine/trouble_book.hpp"

#include <algorithm>
#include <bit>
#include <optional>

namespace vectorscope {
namespace {

std::optional<Trouble> trouble_in(const EventBody& body) {
  Trouble trouble;
  if (const auto* access = std::get_if<events::UnownedAccess>(&body)) {
    trouble.address = access->address;
    trouble.port = access->port;
    trouble.write = access->write;
    return trouble;
  }
  if (const auto* error = std::get_if<events::DeviceError>(&body)) {
    trouble.address = error->address;
    trouble.text = error->text != nullptr ? error->text : "device error";
    return trouble;
  }
  return std::nullopt;
}

}  // namespace

bool TroubleBook::admits(Step step, CoreId core, const EventBody& body) {
  auto trouble = trouble_in(body);
  if (!trouble) return true;
  auto known = std::find_if(list_.begin(), list_.end(),
                            [&](const Trouble& other) { return other.same_as(*trouble); });
  if (known == list_.end()) {
    if (list_.size() == kMostKinds) return std::has_single_bit(++others_);
    trouble->core = core;
    trouble->first = step;
    known = list_.insert(list_.end(), std::move(*trouble));
  }
  return std::has_single_bit(++known->count);
}

void TroubleBook::visit(StateVisitor& state) {
  std::size_t kinds = list_.size();
  state.field("kinds of trouble", kinds);
  if (state.loading()) list_.resize(std::min(kinds, kMostKinds));
  for (Trouble& trouble : list_) {
    state.field("core", trouble.core);
    state.field("address", trouble.address);
    state.field("port", trouble.port);
    state.field("write", trouble.write);
    state.sequence("text", trouble.text);
    state.field("first", trouble.first);
    state.field("count", trouble.count);
  }
  state.field("others", others_);
}

}  // namespace vectorscope
