// SPDX-License-Identifier: GPL-2.0-or-later
// Which checkers a lab's file can ask for: the keys of each, and how it is made.
#pragma once
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "emu/check/answers.hpp"
#include "emu/check/checker.hpp"
#include "emu/lab/functions.hpp"

namespace vectorscope {

struct CheckerKey {
  enum class Holds : std::uint8_t { Functions, Number };
  std::string_view name;
  Holds holds = Holds::Functions;
  bool required = false;        ///< of functions; a number has a default
  std::uint64_t otherwise = 0;  ///< that default
};

/// What a checker is made from: its part of the lab's file, names found.
class CheckerParts {
 public:
  CheckerParts(const MachineConfig& config, const CheckerSpec& spec, const Functions& functions)
      : config_(config), spec_(spec), functions_(functions) {}

  /// All functions of a key; none if the file does not have it.
  [[nodiscard]] std::vector<LinearAddress> all(const std::string& key) const;
  [[nodiscard]] LinearAddress one(const std::string& key) const;  ///< the first, or 0
  [[nodiscard]] std::string name(const std::string& key) const;   ///< as written, for sentences
  [[nodiscard]] std::uint64_t number(const std::string& key) const;
  [[nodiscard]] BusyAnswers busy() const { return {all("busy"), all("answering")}; }
  [[nodiscard]] unsigned cores() const { return config_.cores; }
  /// Bytes from slot to slot of the handler array.
  [[nodiscard]] std::uint32_t stride() const {
    return config_.handlers ? config_.handlers->stride : HandlersAt{}.stride;
  }

 private:
  const MachineConfig& config_;
  const CheckerSpec& spec_;
  const Functions& functions_;
};

struct CheckerKind {
  std::string_view name;
  std::vector<CheckerKey> keys;
  std::function<std::unique_ptr<Checker>(const CheckerParts&)> make;
};

std::span<const CheckerKind> checker_kinds();

}  // namespace vectorscope
