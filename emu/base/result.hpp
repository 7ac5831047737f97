// SPDX-License-Identifier: GPL-2.0-or-later
// Errors are values with words: what was asked, what is wrong, what to do.
#pragma once
#include <string>
#include <utility>

#include <tl/expected.hpp>

namespace vectorscope {

/// One line for a person, without a trailing newline.
struct Error {
  std::string text;
};

template <class T>
using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> fail(std::string text) {
  return tl::unexpected<Error>(Error{std::move(text)});
}

}  // namespace vectorscope
