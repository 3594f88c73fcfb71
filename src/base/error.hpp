#pragma once

#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>

namespace micrograph {

/// Where in the input something was found. Every part may be absent; what is known is filled in.
struct Place {
  std::string source;                   ///< file name as the user gave it, or a name such as "query"
  std::string path;                     ///< element path (`/OME/Image[2]/@Name`) or segment name
  std::optional<std::uint64_t> offset;  ///< byte offset from the start of the source
  std::optional<std::uint64_t> line;    ///< 1-based
  std::optional<std::uint64_t> column;  ///< 1-based, in bytes

  /// `source:line:column path (at byte offset)`, leaving out what is absent.
  [[nodiscard]] std::string text() const;
};

/// Base of everything this project throws. `code` is stable and dotted (`czi.segment.too-long`);
/// each one has a paragraph in docs/diagnostics.md.
class Error : public std::runtime_error {
public:
  Error(std::string code, const std::string& text, Place place = {});

  [[nodiscard]] const std::string& code() const { return code_; }
  [[nodiscard]] const Place& place() const { return place_; }

private:
  std::string code_;
  Place place_;
};

/// This document cannot be read any further.
class FormatError : public Error {
  using Error::Error;
};
/// This query or rule is wrong, or cannot be carried out.
class QueryError : public Error {
  using Error::Error;
};
/// The operating system refused: a file cannot be opened, read or written.
class IoError : public Error {
  using Error::Error;
};
/// The user asked for something that does not exist; ends with status 2.
class UsageError : public Error {
  using Error::Error;
};

} // namespace micrograph

/// The caller broke the contract of a function. Needs a test that provokes it.
#define MICROGRAPH_EXPECTS(condition)                                                                          \
  do {                                                                                                         \
    if (!(condition))                                                                                          \
      throw std::logic_error("caller broke the contract: " #condition);                                        \
  } while (false)

/// This cannot happen unless we are wrong; no test can reach it.
#define MICROGRAPH_ENSURES(condition)                                                                          \
  do {                                                                                                         \
    if (!(condition))                                                                                          \
      throw std::logic_error("internal error, please report it: " #condition);                                 \
  } while (false)
