#pragma once

#include "syntax/syntax.hpp"

#include <cstddef>
#include <optional>
#include <string_view>

namespace micrograph::syntax {

/// How much of a document guess_syntax() wants to see at most.
constexpr std::size_t sniffed_size = std::size_t{64} * 1024;

struct Guess {
  Syntax syntax = Syntax::turtle;
  /// True if the text can be nothing else, or nothing but a syntax that includes this one. Turtle without a
  /// directive, and with a fault, could have been meant as N-Triples.
  bool certain = false;
};

/// What the start of a document (decompressed) is written in. Absent if it looks like none, or is empty.
///
/// Of nested languages the smallest is named: what is N-Triples as far as can be seen is that, although it is
/// also Turtle, TriG and N-Quads.
[[nodiscard]] std::optional<Guess> guess_syntax(std::string_view start);

/// True if whoever promises `promised` speaks the truth of content that was guessed to be `guess`.
[[nodiscard]] bool is_kept_by(Syntax promised, const Guess& guess);

/// The syntax to read with when only the start was seen: N-Quads for N-Triples, TriG for Turtle, which include
/// them, since what tells them apart may come later.
[[nodiscard]] Syntax widest(Syntax guessed);

} // namespace micrograph::syntax
