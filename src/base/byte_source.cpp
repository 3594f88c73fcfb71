#include "base/byte_source.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace micrograph {

std::size_t ByteSource::read_at(std::uint64_t offset, std::span<std::byte> out) {
  if (offset >= size() || out.empty())
    return 0;
  const auto available = std::min<std::uint64_t>(out.size(), size() - offset);
  const std::size_t count = do_read_at(offset, out.first(static_cast<std::size_t>(available)));
  bytes_read_ += count;
  return count;
}

std::vector<std::byte> ByteSource::read_exactly(std::uint64_t offset, std::uint64_t length) {
  const Place place{name(), {}, offset, {}, {}};
  if (offset > size() || length > size() - offset)
    throw FormatError("input.truncated",
                      "wanted " + std::to_string(length) + " bytes, but the file ends at byte " +
                          std::to_string(size()),
                      place);
  std::vector<std::byte> bytes(static_cast<std::size_t>(length));
  if (read_at(offset, bytes) != bytes.size())
    throw FormatError("input.truncated", "the file became shorter while it was read", place);
  return bytes;
}

namespace {

[[noreturn]] void throw_errno(const std::string& what, const std::string& name) {
  throw IoError(errno == ENOENT ? "input.missing" : "input.unreadable", what + ": " + std::strerror(errno), Place{name, {}, {}, {}, {}});
}

class FileSource final : public ByteSource {
public:
  explicit FileSource(const std::filesystem::path& path) : name_(path.string()) {
    // O_NONBLOCK: opening a FIFO found in a folder must not wait for a writer.
    descriptor_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor_ < 0)
      throw_errno("cannot be opened", name_);
    struct stat status {};
    if (::fstat(descriptor_, &status) != 0 || !S_ISREG(status.st_mode)) {
      ::close(descriptor_);
      throw IoError("input.not-a-file", "is not a regular file", Place{name_, {}, {}, {}, {}});
    }
    size_ = static_cast<std::uint64_t>(status.st_size);
  }
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;
  ~FileSource() override { ::close(descriptor_); }

  [[nodiscard]] std::uint64_t size() const override { return size_; }
  [[nodiscard]] const std::string& name() const override { return name_; }

protected:
  std::size_t do_read_at(std::uint64_t offset, std::span<std::byte> out) override {
    std::size_t done = 0;
    while (done < out.size()) {
      const ssize_t count =
          ::pread(descriptor_, out.data() + done, out.size() - done, static_cast<off_t>(offset + done));
      if (count < 0 && errno == EINTR)
        continue;
      if (count < 0)
        throw_errno("cannot be read", name_);
      if (count == 0)
        break;
      done += static_cast<std::size_t>(count);
    }
    return done;
  }

private:
  std::string name_;
  int descriptor_ = -1;
  std::uint64_t size_ = 0;
};

class MemorySource final : public ByteSource {
public:
  MemorySource(std::string name, std::vector<std::byte> bytes)
      : name_(std::move(name)), bytes_(std::move(bytes)) {}
  [[nodiscard]] std::uint64_t size() const override { return bytes_.size(); }
  [[nodiscard]] const std::string& name() const override { return name_; }

protected:
  std::size_t do_read_at(std::uint64_t offset, std::span<std::byte> out) override {
    std::memcpy(out.data(), bytes_.data() + offset, out.size());
    return out.size();
  }

private:
  std::string name_;
  std::vector<std::byte> bytes_;
};

} // namespace

std::unique_ptr<ByteSource> open_file(const std::filesystem::path& path) {
  return std::make_unique<FileSource>(path);
}

std::unique_ptr<ByteSource> open_memory(std::string name, std::vector<std::byte> bytes) {
  return std::make_unique<MemorySource>(std::move(name), std::move(bytes));
}

} // namespace micrograph
