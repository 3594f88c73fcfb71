#pragma once

#include <memory>
#include <utility>
#include <vector>

namespace micrograph::formats {

struct Candidate;

/// What several formats look at to recognise one candidate, such as the outline of its XML: worked out when the first of them
/// asks, and kept for the others. Not for several threads.
class SharedLooks {
public:
  /// What `make` says of the candidate. A look is told from others by the function that makes it.
  template <typename Look> [[nodiscard]] const Look& of(const Candidate& candidate, Look (*make)(const Candidate&)) {
    const auto maker = reinterpret_cast<Maker>(make);
    for (const auto& [known, look] : looks_)
      if (known == maker)
        return *static_cast<const Look*>(look.get());
    auto look = std::make_shared<const Look>(make(candidate));
    const Look& made = *look;
    looks_.emplace_back(maker, std::move(look));
    return made;
  }

private:
  using Maker = void (*)();
  std::vector<std::pair<Maker, std::shared_ptr<const void>>> looks_;
};

} // namespace micrograph::formats
