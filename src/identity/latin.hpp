#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Texts as people compare them: without case, marks and punctuation, and whichever way a letter beyond ASCII was spelt out.
namespace micrograph::identity {

/// Lower case ASCII for Latin letters (`Müller` as `mueller`, `Özdemir` as `oezdemir`, `é` as `e`, `ß` as `ss`), combining
/// marks dropped, dashes and every other punctuation as one blank, apostrophes as nothing. Letters of other scripts stay.
[[nodiscard]] std::string folded(std::string_view text);

/// The folded text with both ways of spelling out an umlaut made one: `mueller`, `muller` → `muller`; `strasse`, `strase` →
/// `strase`. Names that differ in earnest by such letters fall together too, so it is for finding, not for proof.
[[nodiscard]] std::string collapsed(std::string_view folded_text);

/// The words of a folded text. Borrowed.
[[nodiscard]] std::vector<std::string_view> words(std::string_view folded_text);

} // namespace micrograph::identity
