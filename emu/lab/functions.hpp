// SPDX-License-Identifier: GPL-2.0-or-later
// The functions that a lab names, found in the kernel's symbols.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "emu/base/result.hpp"
#include "emu/lab/lab.hpp"
#include "emu/load/image.hpp"

namespace vectorscope {

class Functions {
 public:
  /// Finds every function of the lab's scripts and checkers, and lab_done.
  static Result<Functions> of(const Lab& lab, const Symbols& symbols);

  /// The addresses of one of those names; one, unless it ends with *.
  [[nodiscard]] const std::vector<LinearAddress>& named(const std::string& name) const {
    return found_.at(name);
  }
  [[nodiscard]] std::vector<LinearAddress> named(const std::vector<std::string>& names) const;
  [[nodiscard]] std::vector<LinearAddress> all() const;
  /// The symbols at all of those addresses, as a recording wants them.
  [[nodiscard]] static std::vector<std::string> names_at(const std::vector<LinearAddress>& all,
                                                         const Symbols& symbols);

 private:
  std::map<std::string, std::vector<LinearAddress>> found_;
};

inline constexpr const char* kLabDone = "lab_done";

}  // namespace vectorscope
